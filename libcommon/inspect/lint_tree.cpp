#include "inspect/lint_tree.h"

namespace mdm::inspect {

std::string type_of(const xml::Element& characteristic)
{
    return characteristic.attribute("type").value_or("");
}

std::vector<xml::Element> characteristics(const xml::Element& parent)
{
    return parent.children({"", "characteristic"});
}

std::vector<xml::Element> characteristics(const xml::Element& parent, std::string_view type)
{
    auto all = characteristics(parent);
    std::erase_if(all, [&](const xml::Element& element) { return type_of(element) != type; });
    return all;
}

std::optional<xml::Element> find_characteristic(const xml::Element& parent, std::string_view type)
{
    const auto all = characteristics(parent, type);
    return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<xml::Element> parms(const xml::Element& parent)
{
    return parent.children({"", "parm"});
}

std::optional<xml::Element> find_parm(const xml::Element& parent, std::string_view name)
{
    for (const auto& parm : parms(parent))
        if (parm.attribute("name") == name)
            return parm;
    return std::nullopt;
}

std::optional<std::string> parm_value(const xml::Element& parent, std::string_view name)
{
    const auto parm = find_parm(parent, name);
    return parm ? parm->attribute("value") : std::nullopt;
}

} // namespace mdm::inspect
