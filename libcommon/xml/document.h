#pragma once

#include "core/bytes.h"
#include "xml/element.h"

#include <cstddef>
#include <memory>
#include <string>

namespace mdm::xml {

/// What a document may cost. Each limit is checked before a tree is built, so that hostile input is
/// refused while it is still only bytes.
struct Limits {
    std::size_t bytes = 1U << 20;       ///< of the input as it came
    std::size_t depth = 64;             ///< elements inside each other, the root is 1
    std::size_t elements = 20000;       ///< in the whole document
    std::size_t attributes = 64;        ///< of one element, namespace declarations included
    std::size_t name_bytes = 256;       ///< of one element or attribute name
    std::size_t attribute_bytes = 8192; ///< of one attribute value
    std::size_t open_attributes = 256;  ///< of all elements open at once: what a lookup of a
                                        ///< namespace walks over
};

/// A parsed document. It owns the tree; its elements are views that live as long as it does, also
/// when it is moved.
class Document {
public:
    Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    /// The root element; a parsed document always has one.
    [[nodiscard]] Element root() const;

    /// The tree itself, for the writer.
    [[nodiscard]] pugi::xml_document& tree() { return *tree_; }

private:
    std::unique_ptr<pugi::xml_document> tree_;
};

/// Parses an XML 1.0 document, strictly: it must be well formed and namespace-well-formed, which
/// pugixml alone does not check. UTF-8 with or without a byte order mark and UTF-16 of either byte
/// order are read; an encoding declaration that says anything else is refused, and so is one that
/// contradicts the bytes. Comments are passed over (text on both sides of one is one text).
///
/// Fails with malformed on: empty input, what exceeds `limits`, a DOCTYPE, a processing instruction
/// (SOAP 1.2 Part 1, 5), entity references but the five of XML, characters outside XML's Char
/// (XML 1.0, 2.2), mismatched tags, a duplicate attribute by expanded name, an undeclared prefix,
/// text or a second element outside the root, and anything else that is not well formed. The
/// message says line and column, and quotes nothing of the document.
Result<Document> parse(ByteView input, const Limits& limits = {});

} // namespace mdm::xml
