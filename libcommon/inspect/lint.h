#pragma once

#include "inspect/subject.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::inspect {

enum class Severity {
    error,   ///< a device or a server will stumble over it, or something is not what it says
    warning, ///< it works, against the advice of a specification or of experience
};

/// One requirement that a message can break: a row of the catalogue.
struct Rule {
    std::string_view id;
    Severity severity;
    std::string_view spec;        ///< the clause
    std::string_view requirement; ///< one sentence
};

/// All rules, by what they are about. Ids are unique, and stay as they are: scripts name them.
std::vector<Rule> rules();

/// A place where a rule is broken. Texts are as hostile as the message that they are from.
struct Finding {
    Rule rule;
    std::string file;
    std::size_t line = 0; ///< 0 where there is none
    std::string path;     ///< "/Envelope/Body/Fault"; empty for the whole
    std::string found;
    std::string expected;
};

/// Judges a subject, and what is nested in it, by all rules.
std::vector<Finding> lint(const Subject& subject);

/// "FILE:LINE: error thumbprint: PATH: FOUND, expected EXPECTED [CLAUSE]", with a line feed.
std::string to_text(const Finding& finding);
/// A JSON object on one line of ASCII, without a line feed.
std::string to_json(const Finding& finding);

/// A line for each of them, text or JSON.
std::string to_lines(const std::vector<Finding>& findings, bool json);

/// Whether one of them is an error.
bool has_error(const std::vector<Finding>& findings);

/// The catalogue: lines of id, severity, clause and requirement between tabs; or a JSON object for
/// each, one a line.
std::string rule_table();
std::string rule_table_json();

} // namespace mdm::inspect
