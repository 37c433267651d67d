#pragma once

#include "core/result.h"
#include "xml/name.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

namespace mdm::xml {

/// An element of a `Document`: a view that lives as long as the document.
class Element {
public:
    explicit Element(pugi::xml_node node) : node_(node) {}

    /// The expanded name; nearest declaration wins (Namespaces in XML 1.0, 6.1).
    [[nodiscard]] Name name() const;
    [[nodiscard]] bool is(const Name& name) const { return this->name() == name; }

    /// All character data directly inside the element, concatenated: comments and CDATA borders do
    /// not split it. Not trimmed.
    [[nodiscard]] std::string text() const;

    /// All child elements in order, or those of one name.
    [[nodiscard]] std::vector<Element> children() const;
    [[nodiscard]] std::vector<Element> children(const Name& name) const;

    /// The value of the attribute in no namespace; nothing where there is none.
    [[nodiscard]] std::optional<std::string> attribute(std::string_view local) const;

    /// The value of an attribute by its local name, in whichever of `spaces` it stands ("" for no
    /// namespace): devices send ValueType with and without a prefix. Fails with malformed when it
    /// is there twice.
    Result<std::optional<std::string>>
    attribute_in(std::string_view local, std::initializer_list<std::string_view> spaces) const;

    /// Whether xsi:nil is "true" or "1".
    [[nodiscard]] bool is_nil() const;

    /// "/Envelope/Body/Discover": the path of local names from the root, for messages.
    [[nodiscard]] std::string path() const;

    [[nodiscard]] pugi::xml_node node() const { return node_; }

    friend bool operator==(const Element&, const Element&) = default;

private:
    pugi::xml_node node_;
};

/// The only child of that name, or none. Fails with malformed when it occurs twice.
Result<std::optional<Element>> find_child(const Element& parent, const Name& name);

/// The only child of that name. Fails with malformed when there is none or more than one; the
/// message names both: "/Envelope/Body has no {...}GetPolicies".
Result<Element> child(const Element& parent, const Name& name);

/// The trimmed text of the only child of that name. Nothing where the child is absent or nil. Fails
/// with malformed when it occurs twice, has child elements, or is longer than `limit` bytes.
Result<std::optional<std::string>> find_text(const Element& parent, const Name& name,
                                             std::size_t limit = 4096);

} // namespace mdm::xml
