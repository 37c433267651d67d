#include "x509/name.h"

#include "core/text.h"
#include "x509/name_types.h"

#include <algorithm>
#include <vector>

namespace mdm::x509 {
namespace {

constexpr std::string_view special = ",+\"\\<>;";
constexpr std::string_view spec = "RFC 4514 3";

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Takes the escaped value up to the next `,` from the front of `text`, without the white space
/// around it.
Result<std::string> take_value(std::string_view& text)
{
    std::string value;
    std::size_t kept = 0; // what is not white space that may be dropped
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    while (!text.empty() && text.front() != ',') {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '\\') {
            if (special.find(c) != std::string_view::npos)
                return Error{Errc::malformed, std::string("an unescaped '") + c + "' in a name",
                             spec};
            value += c;
            kept = c == ' ' ? kept : value.size();
            continue;
        }
        if (text.empty())
            return Error{Errc::malformed, "a name ends in a backslash", spec};
        const bool symbol = (special.find(text.front()) != std::string_view::npos) ||
                            std::string_view(" #=").find(text.front()) != std::string_view::npos;
        const auto escaped = symbol ? Bytes{static_cast<unsigned char>(text.front())}
                                    : TRY_WITHIN("escape in a name", parse_hex(text.substr(0, 2)));
        text.remove_prefix(std::min<std::size_t>(symbol ? 1 : 2, text.size()));
        value += text_of(escaped);
        kept = value.size();
    }
    value.resize(kept);
    return value;
}

Result<void> check_value(const NameType& type, std::string_view value)
{
    const std::string name(type.name);
    if (value.empty())
        return Error{Errc::malformed, "the " + name + " of a name is empty", spec};
    if (!is_utf8(value))
        return Error{Errc::malformed, "the " + name + " of a name is not UTF-8", "RFC 4514 2.4"};
    if (std::any_of(value.begin(), value.end(), is_control))
        return Error{Errc::malformed, "a control character in the " + name + " of a name"};
    if (characters(value) > type.limit)
        return Error{Errc::malformed,
                     "the " + name + " of a name has more than " + std::to_string(type.limit) +
                         " characters",
                     "RFC 5280 A.1"};
    if (type.name == "C" &&
        (value.size() != 2 || !std::all_of(value.begin(), value.end(), is_letter)))
        return Error{Errc::malformed, "the C of a name is not a country code of two letters",
                     "RFC 5280 A.1"};
    if ((type.tag == der::printable_string && !is_printable_string(value)) ||
        (type.tag == der::ia5_string && !is_ascii(value)))
        return Error{Errc::malformed,
                     "a character in the " + name + " of a name that it cannot hold",
                     "RFC 5280 A.1"};
    return {};
}

/// Takes one "type=value" from the front, and the `,` behind it; the DER of the RDN.
Result<Bytes> take_rdn(std::string_view& text)
{
    const auto equals = text.find('=');
    const std::string word(trim(text.substr(0, equals)));
    const auto* type =
        std::find_if(std::begin(name_types), std::end(name_types),
                     [&](const auto& a) { return equal_ignoring_case(a.name, word); });
    if (equals == std::string_view::npos)
        return Error{Errc::malformed, "a name without '=': \"" + printable(text, 64) + "\"", spec};
    if (type == std::end(name_types))
        return Error{Errc::malformed,
                     "an attribute \"" + printable(word, 64) +
                         "\" in a name; CN, O, OU, C, ST, L, DC, UID, serialNumber or "
                         "emailAddress was expected"};
    text.remove_prefix(equals + 1);
    const auto value = TRY(take_value(text));
    TRY(check_value(*type, value));
    if (text == ",")
        return Error{Errc::malformed, "a name ends in a comma", spec};
    text.remove_prefix(std::min<std::size_t>(1, text.size()));
    const Bytes oid = der::element(der::object_identifier, {der::oid_from(type->oid).value()});
    return der::element(der::set,
                        {der::element(der::sequence, {oid, der::text(type->tag, value)})});
}

} // namespace

Result<Bytes> parse_name(std::string_view text)
{
    if (trim(text).empty())
        return Error{Errc::malformed, "an empty name; one like CN=device was expected"};
    std::vector<Bytes> rdns;
    while (!text.empty())
        rdns.push_back(TRY(take_rdn(text)));
    Bytes content;
    for (auto rdn = rdns.rbegin(); rdn != rdns.rend(); ++rdn)
        content.insert(content.end(), rdn->begin(), rdn->end());
    return der::element(der::sequence, {content});
}

std::string escape_name_value(std::string_view value)
{
    std::string escaped;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool at_edge =
            (c == ' ' && (i == 0 || i + 1 == value.size())) || (c == '#' && i == 0);
        if (is_control(c)) {
            const auto byte = static_cast<unsigned char>(c);
            escaped.append("\\").append(to_hex(ByteView(&byte, 1)));
            continue;
        }
        if (at_edge || special.find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace mdm::x509
