#include "xml/canonical.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace mdm::xml {
namespace {

std::string_view prefix_of(std::string_view name)
{
    const auto colon = name.find(':');
    return colon == name.npos ? std::string_view{} : name.substr(0, colon);
}

bool is_declaration(std::string_view name)
{
    return name == "xmlns" || name.starts_with("xmlns:");
}

/// The namespace that a prefix is bound to at an element.
std::string space_of(pugi::xml_node element, std::string_view prefix)
{
    if (prefix == "xml")
        return "http://www.w3.org/XML/1998/namespace";
    const std::string name = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (; element; element = element.parent())
        if (const auto declared = element.attribute(name.c_str()))
            return declared.value();
    return {};
}

/// Text with what must not stand in it as such (Canonical XML 1.0, 2.3).
std::string escaped(std::string_view text, bool attribute)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>' && !attribute)
            out += "&gt;";
        else if (c == '"' && attribute)
            out += "&quot;";
        else if (c == '\t' && attribute)
            out += "&#x9;";
        else if (c == '\n' && attribute)
            out += "&#xA;";
        else if (c == '\r')
            out += "&#xD;";
        else
            out += c;
    }
    return out;
}

using Bindings = std::map<std::string, std::string, std::less<>>;

class Canonicalizer {
public:
    /// `outer` is what the elements around this one have written as declarations.
    void write(pugi::xml_node element, Bindings outer)
    {
        const std::string_view name = element.name();
        out.append("<").append(name);
        write_declarations(element, outer);
        write_attributes(element);
        out += '>';
        for (const pugi::xml_node child : element.children()) {
            if (child.type() == pugi::node_element)
                write(child, outer);
            else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                out += escaped(child.value(), false);
        }
        out.append("</").append(name).append(">");
    }

    std::string out;

private:
    /// Those of the prefixes that the element itself uses, where they are not in force already.
    void write_declarations(pugi::xml_node element, Bindings& outer)
    {
        Bindings used;
        const auto use = [&](std::string_view prefix) {
            if (prefix != "xml")
                used.emplace(prefix, space_of(element, prefix));
        };
        use(prefix_of(element.name()));
        for (const pugi::xml_attribute attribute : element.attributes()) {
            const auto prefix = prefix_of(attribute.name());
            if (!prefix.empty() && !is_declaration(attribute.name()))
                use(prefix);
        }
        for (const auto& [prefix, space] : used) {
            auto& in_force = outer[prefix];
            if (in_force == space)
                continue;
            in_force = space;
            out.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix);
            out.append("=\"").append(escaped(space, true)).append("\"");
        }
    }

    void write_attributes(pugi::xml_node element)
    {
        // By namespace, then by local name (Canonical XML 1.0, 2.2).
        std::vector<std::tuple<std::string, std::string, pugi::xml_attribute>> sorted;
        for (const pugi::xml_attribute attribute : element.attributes()) {
            const std::string_view name = attribute.name();
            if (is_declaration(name))
                continue;
            const auto prefix = prefix_of(name);
            const std::string_view local = prefix.empty() ? name : name.substr(prefix.size() + 1);
            sorted.emplace_back(prefix.empty() ? "" : space_of(element, prefix), local, attribute);
        }
        std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return std::tie(std::get<0>(a), std::get<1>(a)) <
                   std::tie(std::get<0>(b), std::get<1>(b));
        });
        for (const auto& [space, local, attribute] : sorted)
            out.append(" ")
                .append(attribute.name())
                .append("=\"")
                .append(escaped(attribute.value(), true))
                .append("\"");
    }
};

} // namespace

std::string canonical(const Element& element)
{
    Canonicalizer canonicalizer;
    canonicalizer.write(element.node(), {});
    return std::move(canonicalizer.out);
}

} // namespace mdm::xml
