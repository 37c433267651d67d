#pragma once

#include "core/result.h"
#include "provisioning/node.h"

#include <span>
#include <string>
#include <string_view>

namespace mdm::provisioning {

/// Which part of the document a setting belongs to.
enum class Part {
    application, ///< parms of w7 APPLICATION
    dmclient,    ///< nodes below DMClient/Provider/ID
    enterprise,  ///< nodes below EnterpriseAppManagement/ID
};

/// What a setting's value is.
enum class Type {
    boolean,  ///< true or false
    integer,  ///< a whole number in a range
    text,     ///< any text
    word,     ///< one of a few words
    flag,     ///< true: a parm without a value; false: no parm
    digit,    ///< true or false, written as 1 and 0
    uris,     ///< LocURIs with white space between them, which becomes U+F000
    packages, ///< the same where each ends in ";COUNT"
    criteria, ///< true: computed from the certificate; false: no parm
};

/// One name that the specification knows.
struct Row {
    std::string_view path; ///< "/*" at the end stands for all that is below
    Type type = Type::text;
    std::int64_t least = 0; ///< of an integer
    std::int64_t most = 0;
    std::string_view words = {};   ///< of a word, with spaces between them
    std::string_view refusal = {}; ///< why it cannot be set; empty where it can
    std::string_view spec = {};
};

/// All names of a part, in the order in which a document has them.
std::span<const Row> rows(Part part);

/// The row of a path, nothing where there is none. Case matters.
const Row* find_row(Part part, std::string_view path);

/// Whether a configuration may set these nodes to these values. Fails with malformed on a name that
/// the part does not have or that the enrollment document cannot carry, a value of the wrong type
/// or out of range, and a name that occurs twice; the message begins with the path.
Result<void> check_nodes(Part part, std::span<const Node> nodes);

} // namespace mdm::provisioning
