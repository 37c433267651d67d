#include "xml/document.h"

#include "core/secret.h"
#include "xml/scan.h"

#include <cstdlib>

#include <fmt/format.h>
#include <malloc.h>
#include <string.h>

namespace mdm::xml {
namespace {

/// A request holds a password, so what a tree was made of is overwritten before it is given back.
void wipe_and_free(void* memory)
{
    explicit_bzero(memory, ::malloc_usable_size(memory));
    std::free(memory);
}

[[maybe_unused]] const bool trees_are_wiped = [] {
    pugi::set_memory_management_functions(std::malloc, wipe_and_free);
    return true;
}();

} // namespace

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
    Text text = TRY(decode(input));
    const auto scanned = scan(text, limits);
    if (!scanned) {
        wipe(text.utf8);
        return scanned.error();
    }
    // White space alone can be a value, a password for one; nothing is trimmed.
    constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes |
                               pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
    Document document;
    const auto parsed =
        document.tree().load_buffer(text.utf8.data(), text.utf8.size(), flags, pugi::encoding_utf8);
    wipe(text.utf8);
    if (!parsed)
        return Error{Errc::malformed, std::string("the document: ") + parsed.description()};
    return document;
}

} // namespace mdm::xml
