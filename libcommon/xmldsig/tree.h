#pragma once

#include "core/result.h"
#include "xml/name.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct _xmlDoc;
struct _xmlNode;

/// A message as libxml2 has it in memory: xmlsec1 works on this tree, so what is decided about a
/// signature is decided on the same.
namespace mdm::xmldsig {

using Node = ::_xmlNode;

struct FreeTree {
    void operator()(::_xmlDoc* document) const;
};
using Tree = std::unique_ptr<::_xmlDoc, FreeTree>;

/// Reads a message that `xml::parse` takes: without a DTD, within limits. Nothing is fetched. Fails
/// with malformed where libxml2 does not take it.
Result<Tree> parse_tree(std::string_view message);

Node* root_of(const Tree& tree);
Node* parent_of(const Node* node);

xml::Name name_of(const Node* element);
bool is(const Node* element, const xml::Name& name);
/// "/Envelope/Header/Security": local names, for messages.
std::string path_of(const Node* element);

/// The child elements, all or those of one name.
std::vector<Node*> children(const Node* parent);
std::vector<Node*> children(const Node* parent, const xml::Name& name);
/// The only child element of that name. Fails with malformed where there is none, or more.
Result<Node*> only_child(const Node* parent, const xml::Name& name);

/// The attribute in no namespace.
std::optional<std::string> attribute(const Node* element, std::string_view local);
/// Whether an attribute of this element, or of one inside it, has a prefix: libxml2's own look-up
/// would take `x:URI` for URI.
bool has_prefixed_attribute(const Node* element);
/// The text inside, without that of child elements.
std::string text_of(const Node* element);

/// An attribute by which an element might be referred to: its local name is Id, in any case.
struct Id {
    Node* element;
    std::string value;
    bool usable; ///< it stands in no namespace, or in one of WS-Security
};
/// All of them, of the whole document.
std::vector<Id> ids_of(const Tree& tree);
/// Lets `#value` mean this element.
void register_id(const Tree& tree, const Id& id);

/// All elements of that name, wherever they are.
std::vector<Node*> everywhere(const Tree& tree, const xml::Name& name);

} // namespace mdm::xmldsig
