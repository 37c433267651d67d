#pragma once

#include "core/result.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// Such a text, read once to be filled many times.
class Template {
public:
    /// Fails as `expand` does, but for names, which are not looked at.
    static Result<Template> parse(std::string_view text);

    /// The names of its variables, as often as they occur.
    [[nodiscard]] std::vector<std::string> variables() const;
    /// The text with the value of each variable.
    [[nodiscard]] std::string
    fill(const std::function<std::string(const std::string& name)>& value_of) const;

private:
    struct Part {
        std::string text;
        std::string variable; ///< that follows the text; empty at the end
    };
    std::vector<Part> parts_;
};

} // namespace mdm
