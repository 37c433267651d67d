#include "provisioning/tree.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::provisioning {
namespace {

constexpr std::string_view grammar = "MS-MDE2 2.2.9.1";

Result<Parm> read_parm(const xml::Element& element)
{
    auto name = element.attribute("name");
    if (!name || name->empty())
        return Error{Errc::malformed, element.path() + ": a parm has no name", grammar};
    if (!element.children().empty() || !trim(element.text()).empty())
        return Error{Errc::malformed,
                     element.path() + ": the parm " + printable(*name) + " is not empty", grammar};
    return Parm{std::move(*name), element.attribute("value"), element.attribute("datatype")};
}

Result<void> read_content(const xml::Element& element, Characteristic& into);

Result<void> read_child(const xml::Element& element, Characteristic& into)
{
    if (element.is({"", "parm"})) {
        auto parm = TRY(read_parm(element));
        if (into.find_parm(parm.name) != nullptr)
            return Error{Errc::malformed,
                         printable(into.type) + " has the parm " + printable(parm.name) + " twice",
                         grammar};
        into.parms.push_back(std::move(parm));
        return {};
    }
    if (!element.is({"", "characteristic"}))
        return Error{Errc::malformed,
                     "'" + printable(xml::to_text(element.name())) +
                         "' is neither a characteristic nor a parm",
                     grammar};
    auto type = element.attribute("type");
    if (!type || type->empty())
        return Error{Errc::malformed, element.path() + ": a characteristic has no type", grammar};
    Characteristic& child = into.children.emplace_back(Characteristic{std::move(*type)});
    return read_content(element, child);
}

Result<void> read_content(const xml::Element& element, Characteristic& into)
{
    if (!trim(element.text()).empty())
        return Error{Errc::malformed, "text between the parms of '" + printable(into.type) + "'",
                     grammar};
    for (const xml::Element& child : element.children())
        TRY(read_child(child, into));
    return {};
}

} // namespace

const Parm* Characteristic::find_parm(std::string_view name) const
{
    const auto parm = std::find_if(parms.begin(), parms.end(),
                                   [&](const Parm& candidate) { return candidate.name == name; });
    return parm == parms.end() ? nullptr : &*parm;
}

const Characteristic* Characteristic::find_child(std::string_view type_name) const
{
    const auto child =
        std::find_if(children.begin(), children.end(),
                     [&](const Characteristic& candidate) { return candidate.type == type_name; });
    return child == children.end() ? nullptr : &*child;
}

Result<Characteristic> read_tree(const xml::Element& root)
{
    if (!root.is({"", "wap-provisioningdoc"}))
        return Error{Errc::malformed,
                     "the root is '" + printable(xml::to_text(root.name())) +
                         "', not a wap-provisioningdoc",
                     grammar};
    if (const auto version = root.attribute("version"); version != "1.1")
        return Error{Errc::malformed,
                     "the wap-provisioningdoc has version '" + printable(version.value_or("")) +
                         "', not 1.1",
                     grammar};
    Characteristic tree;
    TRY(read_content(root, tree));
    return tree;
}

Result<std::string> require_value(const Characteristic& node, std::string_view name,
                                  std::string_view where)
{
    const Parm* const parm = node.find_parm(name);
    if (parm == nullptr || !parm->value || parm->value->empty())
        return Error{Errc::malformed, std::string(where) + " has no " + std::string(name)};
    return *parm->value;
}

} // namespace mdm::provisioning
