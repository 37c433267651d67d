#pragma once

#include "core/result.h"
#include "inspect/node.h"
#include "inspect/view.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::inspect {

/// One way in which two messages differ.
struct Difference {
    enum class What { changed, removed, added, order };
    What what;
    std::string path;        ///< "/Envelope/Body/Discover"
    std::string before = {}; ///< of what was changed or removed
    std::string after = {};
    bool secret = false; ///< the values are not for everybody's eyes
};

/// What is passed over.
struct DiffRules {
    bool times = false; ///< when something was made, and until when it is good
    bool ids = false;   ///< of messages, activities and traces
};

/// Of the words "times" and "ids". Fails with usage on any other.
Result<DiffRules> diff_rules_from(const std::vector<std::string>& words);

/// All that one file holds, below one node without a name, with the headers of HTTP.
Node tree_of(const std::vector<Subject>& subjects);

/// Compares two trees by meaning: names by namespace and local name; no prefixes, no white space at
/// the ends of values; children in any order where the protocol does not mind it; and what was read
/// out of base64 in place of the base64.
std::vector<Difference> diff(const Node& before, const Node& after, const DiffRules& rules);

/// A line each: "~ PATH: BEFORE -> AFTER", "- PATH: BEFORE", "+ PATH: AFTER".
std::string to_text(const Difference& difference, const View& view);
/// A JSON object on one line of ASCII, without a line feed.
std::string to_json(const Difference& difference, const View& view);

/// A line for each of them, text or JSON.
std::string to_lines(const std::vector<Difference>& differences, bool json, const View& view);

} // namespace mdm::inspect
