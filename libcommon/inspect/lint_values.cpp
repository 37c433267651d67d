#include "core/text.h"
#include "core/url.h"
#include "inspect/lint_parts.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

/// The name of one step of a path.
std::string step_of(const xml::Element& element)
{
    const auto local = element.name().local;
    std::string own;
    if (local == "characteristic")
        own = element.attribute("type").value_or("");
    else if (local == "parm")
        own = element.attribute("name").value_or("");
    else if (local == "ContextItem")
        own = "ContextItem(" + element.attribute("Name").value_or("") + ")";
    return own.empty() ? std::string(local) : own;
}

/// "[2]" for the second of its name among its siblings; empty for the only one.
std::string number_of(const xml::Element& element, const std::string& step)
{
    std::size_t count = 0;
    std::size_t own = 0;
    for (const auto& sibling : xml::Element(element.node().parent()).children()) {
        if (step_of(sibling) == step)
            ++count;
        if (sibling == element)
            own = count;
    }
    return count > 1 ? fmt::format("[{}]", own) : "";
}

} // namespace

std::string path_of(const xml::Element& element)
{
    constexpr std::size_t longest_step = 60;
    std::string path;
    for (auto node = element.node(); node.type() == pugi::node_element; node = node.parent()) {
        const xml::Element here(node);
        const auto step = step_of(here);
        path.insert(0, "/" + printable(step, longest_step) + number_of(here, step));
    }
    return path;
}

std::string without_path(const xml::Element& at, std::string_view message)
{
    if (const auto own = at.path(); message.starts_with(own))
        message.remove_prefix(own.size());
    return std::string(trim(message));
}

void lint_sequence(Report& report, const xml::Element& parent, std::string_view space,
                   std::span<const device::Part> parts, std::string_view rule)
{
    device::check_sequence(
        parent, space, parts, {},
        [&](const xml::Element& at, const std::string& message, std::string_view) {
            report.find(rule, at, without_path(at, message), "the sequence of the schema");
        });
}

std::optional<xml::Element> first_of(const xml::Element& parent, const xml::Name& name)
{
    for (const auto& child : parent.children(name))
        return child;
    return std::nullopt;
}

std::optional<std::string> value_of(const xml::Element& parent, const xml::Name& name)
{
    const auto child = first_of(parent, name);
    if (!child || child->is_nil())
        return std::nullopt;
    return std::string(trim(child->text()));
}

std::string attribute_of(const xml::Element& element, std::string_view local)
{
    for (const auto& attribute : element.node().attributes()) {
        const std::string_view name = attribute.name();
        if (!name.starts_with("xmlns") && name.substr(name.find(':') + 1) == local)
            return attribute.value();
    }
    return {};
}

std::string fragment_of(std::string_view uri)
{
    return to_lower(uri.substr(uri.find_last_of('#') + 1));
}

bool is_uuid(std::string_view text)
{
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char s) {
        const bool digit =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        return s == '-' ? c == '-' : digit;
    });
}

bool is_decimal(std::string_view text)
{
    const auto point = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return digits(text.substr(0, point)) &&
           (point == std::string_view::npos || digits(text.substr(point + 1)));
}

bool is_https(std::string_view text)
{
    const auto url = parse_url(text);
    return url && url->scheme == "https";
}

} // namespace mdm::inspect
