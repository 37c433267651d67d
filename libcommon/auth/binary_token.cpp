#include "auth/binary_token.h"

#include "core/base64.h"
#include "core/text.h"
#include "jose/token.h"

#include <fmt/format.h>

namespace mdm::auth {
namespace {

constexpr std::string_view clause = "MS-MDE2 3.3.4.1.1.1";

/// Twice in base64, wrapped.
constexpr std::size_t longest_text = 2 * jose::token_limit;

/// Whether an attribute is absent or ends in one of these, of either case: documents differ in what
/// stands before it.
Result<void> require_end(const xml::Element& token, std::string_view attribute,
                         std::initializer_list<std::string_view> ends)
{
    const auto value = TRY(token.attribute_in(attribute, {"", xml::ns::secext, xml::ns::utility}));
    if (!value)
        return {};
    const std::string word = to_lower(trim(*value));
    for (const std::string_view end : ends)
        if (word.ends_with(end))
            return {};
    return Error{Errc::malformed,
                 fmt::format("{} has the {} '{}', expected one that ends in {}", token.path(),
                             attribute, printable(*value), *ends.begin()),
                 clause};
}

Result<Secret> decoded(std::string_view text, const std::string& path)
{
    auto bytes = decode_base64(text);
    if (!bytes)
        return Error{Errc::malformed, path + " is not base64", "RFC 4648 4"};
    Secret token{std::string(trim(text_of(*bytes)))};
    wipe(*bytes);
    return token;
}

/// A published sample ends in a quotation mark, and so do messages that were made after it.
std::string_view without_quotation_mark(std::string_view text)
{
    text = trim(text);
    if (text.ends_with('"'))
        text.remove_suffix(1);
    return text;
}

} // namespace

Result<Secret> parse_binary_token(const xml::Element& security)
{
    const auto element = TRY(xml::child(security, {xml::ns::secext, "BinarySecurityToken"}));
    TRY(require_end(element, "ValueType",
                    {"deviceenrollmentusertoken", "urn:ietf:params:oauth:token-type:jwt"}));
    TRY(require_end(element, "EncodingType", {"base64binary"}));
    if (!element.children().empty())
        return Error{Errc::malformed, element.path() + " has elements inside, text is expected",
                     clause};
    const Secret text{element.text()};
    if (text.reveal().size() > longest_text)
        return Error{Errc::malformed,
                     fmt::format("{} is longer than {} bytes", element.path(), longest_text)};
    auto token = TRY(decoded(without_quotation_mark(text.reveal()), element.path()));
    // The parts of a token are joined by full stops, which base64 does not have.
    if (token.reveal().find('.') != std::string::npos)
        return token;
    auto again = decoded(token.reveal(), element.path());
    return again ? std::move(again) : Result<Secret>(std::move(token));
}

} // namespace mdm::auth
