#pragma once

#include "core/result.h"

#include <span>
#include <string>
#include <string_view>

namespace mdm {

/// A name that a configured text may hold in braces, and what stands for it.
struct Variable {
    std::string_view name;
    std::string_view value;
};

/// The text with each `{name}` replaced by the value of the variable of that name. `{{` stands for
/// one brace, and so does `}}`. Values are put in as they are: whoever expands a text that has a
/// syntax of its own escapes them first. Fails with malformed on a name that is none of
/// `variables`, and on a brace that is never closed; the message lists the names.
Result<std::string> expand(std::string_view text, std::span<const Variable> variables);

} // namespace mdm
