#pragma once

#include "xml/name.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace mdm::xml {

/// Writes one document in the one canonical form of this project: UTF-8, an XML declaration only
/// where asked for, no indentation, attributes in the order in which they were given. Everything
/// from outside goes through `text` and `attribute`, which escape; characters that XML cannot hold
/// become `?`.
///
///     xml::Writer out("s:Envelope");
///     out.root().attribute("xmlns:s", ns::soap12);
///     auto body = out.root().child("s:Body");
///     body.child("Discover").text(value);
///     std::string xml = out.finish();
class Writer {
public:
    /// One element being written; a view that lives as long as the writer.
    class Node {
    public:
        explicit Node(pugi::xml_node node) : node_(node) {}
        /// Appends a child element by its qualified name and returns it.
        Node child(std::string_view qualified_name);
        /// Appends `<name>value</name>` and returns this element, for chains.
        Node& leaf(std::string_view qualified_name, std::string_view value);
        /// Appends `<name xsi:nil="true"/>`; the prefix xsi must be declared above.
        Node& nil(std::string_view qualified_name);
        /// Appends an attribute or a namespace declaration and returns this element.
        Node& attribute(std::string_view qualified_name, std::string_view value);
        /// Appends text.
        Node& text(std::string_view value);

    private:
        pugi::xml_node node_;
    };

    explicit Writer(std::string_view root_qualified_name);
    [[nodiscard]] Node root();
    /// The document as text, without a trailing line feed.
    [[nodiscard]] std::string finish() const;
    /// The same behind `<?xml version="1.0" encoding="utf-8"?>`.
    [[nodiscard]] std::string finish_with_declaration() const;

private:
    std::unique_ptr<pugi::xml_document> tree_;
};

} // namespace mdm::xml
