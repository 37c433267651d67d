#include "xml/element.h"

#include "core/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::xml {
namespace {

struct Split {
    std::string_view prefix;
    std::string_view local;
};

Split split_name(std::string_view qualified)
{
    const auto colon = qualified.find(':');
    if (colon == qualified.npos)
        return {{}, qualified};
    return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

/// What a prefix ("" for the default namespace) stands for at `node`.
std::string_view namespace_of(std::string_view prefix, pugi::xml_node node)
{
    // Nearest declaration wins, searching outwards (Namespaces in XML 1.0, 6.1). How far that can
    // be is limited by Limits::open_attributes.
    for (; node.type() == pugi::node_element; node = node.parent())
        for (const auto& attribute : node.attributes()) {
            const auto name = split_name(attribute.name());
            if (prefix.empty() ? name.prefix.empty() && name.local == "xmlns"
                               : name.prefix == "xmlns" && name.local == prefix)
                return attribute.value();
        }
    return prefix == "xml" ? "http://www.w3.org/XML/1998/namespace" : "";
}

} // namespace

Name Element::name() const
{
    const auto [prefix, local] = split_name(node_.name());
    return {namespace_of(prefix, node_), local};
}

std::string Element::text() const
{
    std::string text;
    for (const auto& child : node_.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    return text;
}

std::vector<Element> Element::children() const
{
    std::vector<Element> children;
    for (const auto& child : node_.children())
        if (child.type() == pugi::node_element)
            children.emplace_back(child);
    return children;
}

std::vector<Element> Element::children(const Name& name) const
{
    std::vector<Element> children;
    for (const auto& child : node_.children())
        if (child.type() == pugi::node_element && split_name(child.name()).local == name.local &&
            Element(child).name().space == name.space)
            children.emplace_back(child);
    return children;
}

std::optional<std::string> Element::attribute(std::string_view local) const
{
    for (const auto& attribute : node_.attributes())
        if (local == attribute.name() && local != "xmlns")
            return attribute.value();
    return std::nullopt;
}

Result<std::optional<std::string>>
Element::attribute_in(std::string_view local, std::initializer_list<std::string_view> spaces) const
{
    std::optional<std::string> found;
    for (const auto& attribute : node_.attributes()) {
        const auto name = split_name(attribute.name());
        if (name.local != local || name.prefix == "xmlns" || name.local == "xmlns")
            continue;
        const auto space = name.prefix.empty() ? "" : namespace_of(name.prefix, node_);
        if (std::find(spaces.begin(), spaces.end(), space) == spaces.end())
            continue;
        if (found)
            return Error{Errc::malformed, fmt::format("{} has {} twice", path(), printable(local))};
        found = attribute.value();
    }
    return found;
}

bool Element::is_nil() const
{
    const auto nil = attribute_in("nil", {ns::instance});
    return nil && *nil && (trim(**nil) == "true" || trim(**nil) == "1");
}

std::string Element::path() const
{
    std::vector<std::string_view> names;
    for (auto node = node_; node.type() == pugi::node_element; node = node.parent())
        names.push_back(split_name(node.name()).local);
    std::string path;
    for (auto name = names.rbegin(); name != names.rend(); ++name)
        path.append("/").append(printable(*name, 64));
    return path;
}

Result<std::optional<Element>> find_child(const Element& parent, const Name& name)
{
    const auto found = parent.children(name);
    if (found.size() > 1)
        return Error{Errc::malformed,
                     fmt::format("{} has more than one {}", parent.path(), to_text(name))};
    return found.empty() ? std::optional<Element>() : found.front();
}

Result<Element> child(const Element& parent, const Name& name)
{
    const auto found = TRY(find_child(parent, name));
    if (!found)
        return Error{Errc::malformed, fmt::format("{} has no {}", parent.path(), to_text(name))};
    return *found;
}

Result<std::optional<std::string>> find_text(const Element& parent, const Name& name,
                                             std::size_t limit)
{
    const auto found = TRY(find_child(parent, name));
    if (!found || found->is_nil())
        return std::optional<std::string>();
    if (!found->children().empty())
        return Error{Errc::malformed,
                     fmt::format("{} has elements inside, text is expected", found->path())};
    const std::string text = found->text();
    const auto trimmed = trim(text);
    if (trimmed.size() > limit)
        return Error{Errc::malformed,
                     fmt::format("{} is longer than {} bytes", found->path(), limit)};
    return std::optional<std::string>(trimmed);
}

} // namespace mdm::xml
