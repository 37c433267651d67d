#include "xml/document.h"

#include "core/secret.h"
#include "xml/characters.h"
#include "xml/partial.h"
#include "xml/scan.h"

#include <algorithm>
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

/// White space alone can be a value, a password for one; nothing is trimmed.
constexpr unsigned flags =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;

/// Decoded text; where the input is not such text, what can be made of it, and why.
Text decode_leniently(ByteView input, std::optional<Error>& broken)
{
    auto text = decode(input);
    if (text)
        return std::move(*text);
    broken = text.error();
    auto rest = decode(bytes_of(writable(text_of(input))));
    return rest ? std::move(*rest) : Text{};
}

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
    Document document;
    const auto parsed =
        document.tree().load_buffer(text.utf8.data(), text.utf8.size(), flags, pugi::encoding_utf8);
    wipe(text.utf8);
    if (!parsed)
        return Error{Errc::malformed, std::string("the document: ") + parsed.description()};
    return document;
}

Partial read_partial(ByteView input, const Limits& limits)
{
    Partial partial;
    if (input.size() > limits.bytes) {
        partial.broken = Error{Errc::malformed,
                               fmt::format("the document is longer than {} bytes", limits.bytes)};
        return partial;
    }
    Text text = decode_leniently(input, partial.broken);
    const Reach reached = reach(text, limits);
    if (!partial.broken)
        partial.broken = reached.broken;
    if (reached.broken) {
        text.utf8.resize(reached.end);
        for (auto name = reached.open.rbegin(); name != reached.open.rend(); ++name)
            text.utf8.append("</").append(*name).append(">");
    }
    for (std::size_t at = 0; at < text.utf8.size(); ++at)
        if (text.utf8[at] == '\n')
            partial.line_ends.push_back(at);
    partial.document.tree().load_buffer(text.utf8.data(), text.utf8.size(), flags,
                                        pugi::encoding_utf8);
    wipe(text.utf8);
    return partial;
}

std::size_t line_of(const Partial& partial, const Element& element)
{
    const auto offset = element.node().offset_debug();
    if (offset < 0)
        return 0;
    const auto& ends = partial.line_ends;
    const auto line = std::lower_bound(ends.begin(), ends.end(), static_cast<std::size_t>(offset));
    return static_cast<std::size_t>(line - ends.begin()) + 1;
}

} // namespace mdm::xml
