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
    const auto parsed = TRY(Template::parse(text));
    const auto find = [&](const std::string& name) {
        return std::find_if(variables.begin(), variables.end(),
                            [&](const Variable& candidate) { return candidate.name == name; });
    };
    for (const std::string& name : parsed.variables())
        if (find(name) == variables.end())
            return unknown_variable(name, variables);
    return parsed.fill([&](const std::string& name) { return std::string(find(name)->value); });
}

Result<Template> Template::parse(std::string_view text)
{
    Template result;
    Part part;
    while (!text.empty()) {
        const auto brace = text.find_first_of("{}");
        part.text += text.substr(0, brace);
        if (brace == std::string_view::npos)
            break;
        const bool opens = text[brace] == '{';
        text.remove_prefix(brace + 1);
        if (text.starts_with(opens ? '{' : '}')) {
            part.text += text.front();
            text.remove_prefix(1);
            continue;
        }
        if (!opens)
            return Error{Errc::malformed, "a '}' without its '{': write '}}' for a brace"};
        const auto end = text.find('}');
        if (end == std::string_view::npos)
            return Error{Errc::malformed, "a '{' without its '}': write '{{' for a brace"};
        if (end == 0)
            return Error{Errc::malformed, "'{}' names nothing: write '{{' for a brace"};
        part.variable = text.substr(0, end);
        result.parts_.push_back(std::move(part));
        part = {};
        text.remove_prefix(end + 1);
    }
    if (!part.text.empty())
        result.parts_.push_back(std::move(part));
    return result;
}

std::vector<std::string> Template::variables() const
{
    std::vector<std::string> names;
    for (const Part& part : parts_)
        if (!part.variable.empty())
            names.push_back(part.variable);
    return names;
}

std::string Template::fill(const std::function<std::string(const std::string&)>& value_of) const
{
    std::string text;
    for (const Part& part : parts_) {
        text += part.text;
        if (!part.variable.empty())
            text += value_of(part.variable);
    }
    return text;
}

} // namespace mdm
