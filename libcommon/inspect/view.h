#pragma once

#include "inspect/node.h"
#include "inspect/subject.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace mdm::inspect {

/// How a tree is shown.
struct View {
    bool color = false;
    bool show_secrets = false;
    bool full = false;      ///< long values are not shortened
    std::size_t width = 80; ///< columns of the terminal
};

/// A text from outside made fit for a terminal: control characters, what turns the direction of
/// writing, what takes no room and what is no UTF-8 are written as escapes such as `\x1B`.
std::string visible(std::string_view text);

/// A line that says what the subject is, and a line for each node, indented by how deep it is.
std::string to_text(const Subject& subject, const Node& tree, const View& view);

/// The same as a JSON object on one line of ASCII, without a line feed. Nodes are objects of name,
/// value, meaning and so on; a secret has "hidden": true in place of its value.
std::string to_json(const Subject& subject, const Node& tree, const View& view);

} // namespace mdm::inspect
