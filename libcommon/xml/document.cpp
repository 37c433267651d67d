#include "xml/document.h"

#include "xml/scan.h"

#include <fmt/format.h>

namespace mdm::xml {

Document::Document() : tree_(std::make_unique<pugi::xml_document>()) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Element Document::root() const
{
    return Element(tree_->document_element());
}

Result<Document> parse(ByteView input, const Limits& limits)
{
    if (input.size() > limits.bytes)
        return Error{Errc::malformed,
                     fmt::format("the document is longer than {} bytes", limits.bytes)};
    const Text text = TRY(decode(input));
    TRY(scan(text, limits));
    // White space alone can be a value, a password for one; nothing is trimmed.
    constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes |
                               pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
    Document document;
    const auto parsed =
        document.tree().load_buffer(text.utf8.data(), text.utf8.size(), flags, pugi::encoding_utf8);
    if (!parsed)
        return Error{Errc::malformed, std::string("the document: ") + parsed.description()};
    return document;
}

} // namespace mdm::xml
