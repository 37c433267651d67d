#include "core/expand.h"

#include <algorithm>

namespace mdm {
namespace {

Error unknown_variable(std::string_view name, std::span<const Variable> variables)
{
    std::string message = "'{" + std::string(name) + "}' is none of";
    for (const Variable& variable : variables)
        message.append(" {").append(variable.name).append("}");
    return {Errc::malformed, std::move(message)};
}

} // namespace

Result<std::string> expand(std::string_view text, std::span<const Variable> variables)
{
    std::string result;
    while (!text.empty()) {
        const auto brace = text.find_first_of("{}");
        result += text.substr(0, brace);
        if (brace == std::string_view::npos)
            break;
        const bool opens = text[brace] == '{';
        text.remove_prefix(brace + 1);
        if (text.starts_with(opens ? '{' : '}')) {
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        if (!opens)
            return Error{Errc::malformed, "a '}' without its '{': write '}}' for a brace"};
        const auto end = text.find('}');
        if (end == std::string_view::npos)
            return Error{Errc::malformed, "a '{' without its '}': write '{{' for a brace"};
        const auto name = text.substr(0, end);
        const auto variable =
            std::find_if(variables.begin(), variables.end(),
                         [&](const Variable& candidate) { return candidate.name == name; });
        if (variable == variables.end())
            return unknown_variable(name, variables);
        result += variable->value;
        text.remove_prefix(end + 1);
    }
    return result;
}

} // namespace mdm
