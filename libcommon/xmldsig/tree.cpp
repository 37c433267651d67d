#include "xmldsig/tree.h"

#include "core/text.h"

#include <algorithm>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/valid.h>
#include <libxml/xmlerror.h>

namespace mdm::xmldsig {
namespace {

std::string_view view(const xmlChar* text)
{
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

std::string_view space_of(const xmlNs* space)
{
    return space == nullptr ? std::string_view{} : view(space->href);
}

std::string content_of(const xmlAttr* attribute)
{
    xmlChar* const content = xmlNodeListGetString(attribute->doc, attribute->children, 1);
    std::string text(view(content));
    xmlFree(content);
    return text;
}

void say_nothing(void* /*context*/, const char* /*format*/, ...) {}

/// Calls `visit` for every element, in the order of the document.
template <class Visit>
void walk(xmlNode* element, Visit visit)
{
    visit(element);
    for (xmlNode* const child : children(element))
        walk(child, visit);
}

bool usable_space(std::string_view space)
{
    return space.empty() || space == xml::ns::utility || space == xml::ns::secext;
}

} // namespace

void FreeTree::operator()(::_xmlDoc* document) const
{
    xmlFreeDoc(document);
}

Result<Tree> parse_tree(std::string_view message)
{
    xmlInitParser();
    xmlSetGenericErrorFunc(nullptr, say_nothing);
    Tree tree(xmlReadMemory(message.data(), static_cast<int>(message.size()), nullptr, nullptr,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!tree || xmlDocGetRootElement(tree.get()) == nullptr || tree->intSubset != nullptr)
        return Error{Errc::malformed, "the message is not well formed", "XML 1.0, 2.1"};
    return tree;
}

Node* root_of(const Tree& tree)
{
    return xmlDocGetRootElement(tree.get());
}

Node* parent_of(const Node* node)
{
    return node->parent;
}

xml::Name name_of(const Node* element)
{
    return {space_of(element->ns), view(element->name)};
}

bool is(const Node* element, const xml::Name& name)
{
    return name_of(element) == name;
}

std::string path_of(const Node* element)
{
    if (element == nullptr || element->type != XML_ELEMENT_NODE)
        return {};
    return path_of(element->parent) + "/" + printable(view(element->name));
}

std::vector<Node*> children(const Node* parent)
{
    std::vector<Node*> found;
    for (xmlNode* child = parent->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            found.push_back(child);
    return found;
}

std::vector<Node*> children(const Node* parent, const xml::Name& name)
{
    auto found = children(parent);
    std::erase_if(found, [&](const Node* child) { return !is(child, name); });
    return found;
}

Result<Node*> only_child(const Node* parent, const xml::Name& name)
{
    const auto found = children(parent, name);
    if (found.size() != 1)
        return Error{Errc::malformed, path_of(parent) + " has " +
                                          (found.empty() ? "no " : "more than one ") +
                                          xml::to_text(name)};
    return found.front();
}

std::optional<std::string> attribute(const Node* element, std::string_view local)
{
    for (const xmlAttr* at = element->properties; at != nullptr; at = at->next)
        if (at->ns == nullptr && view(at->name) == local)
            return content_of(at);
    return std::nullopt;
}

bool has_prefixed_attribute(const Node* element)
{
    for (const xmlAttr* at = element->properties; at != nullptr; at = at->next)
        if (at->ns != nullptr)
            return true;
    const auto inside = children(element);
    return std::any_of(inside.begin(), inside.end(), has_prefixed_attribute);
}

std::string text_of(const Node* element)
{
    std::string text;
    for (xmlNode* child = element->children; child != nullptr; child = child->next)
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            text += view(child->content);
    return text;
}

std::vector<Id> ids_of(const Tree& tree)
{
    std::vector<Id> ids;
    walk(root_of(tree), [&](xmlNode* element) {
        for (xmlAttr* at = element->properties; at != nullptr; at = at->next)
            if (equal_ignoring_case(view(at->name), "id"))
                ids.push_back({element, content_of(at), usable_space(space_of(at->ns))});
    });
    return ids;
}

void register_id(const Tree& tree, const Id& id)
{
    const auto* const value = reinterpret_cast<const xmlChar*>(id.value.c_str());
    for (xmlAttr* at = id.element->properties; at != nullptr; at = at->next)
        if (equal_ignoring_case(view(at->name), "id") && content_of(at) == id.value)
            xmlAddID(nullptr, tree.get(), value, at);
}

std::vector<Node*> everywhere(const Tree& tree, const xml::Name& name)
{
    std::vector<Node*> found;
    walk(root_of(tree), [&](xmlNode* element) {
        if (is(element, name))
            found.push_back(element);
    });
    return found;
}

} // namespace mdm::xmldsig
