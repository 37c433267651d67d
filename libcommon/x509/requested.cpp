#include "x509/requested.h"

#include "core/text.h"
#include "x509/der.h"
#include "x509/name.h"
#include "x509/signed.h"

#include <algorithm>

namespace mdm::x509 {
namespace {

constexpr std::string_view what = "the certificate request";
constexpr std::string_view extension_request = "1.2.840.113549.1.9.14"; // RFC 2985 5.4.2
constexpr std::string_view alternative_name = "2.5.29.17";
constexpr std::string_view user_principal_name = "1.3.6.1.4.1.311.20.2.3";
constexpr std::string_view common_name = "2.5.4.3";
constexpr std::size_t longest = 1024;

Result<void> add(std::vector<std::string>& names, ByteView content)
{
    std::string_view name = text_of(content);
    while (name.ends_with('\0')) // Windows writes them into common names
        name.remove_suffix(1);
    if (name.empty() || name.size() > longest || !is_utf8(name) || printable(name, longest) != name)
        return Error{Errc::malformed, "a requested name is empty, too long or not printable"};
    names.emplace_back(name);
    return {};
}

///     OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }
Result<void> add_other(Requested& requested, ByteView content)
{
    der::Reader name(content);
    const auto type = TRY(name.take(der::object_identifier, "a requested name"));
    auto value = TRY(name.enter(der::context(0), "a requested name"));
    TRY(name.end("a requested name"));
    if (der::oid_text(type.content) != user_principal_name)
        return {};
    const auto text = TRY(value.take(der::utf8_string, "a requested name"));
    return add(requested.upn, text.content);
}

///     GeneralNames ::= SEQUENCE OF GeneralName  (RFC 5280 4.2.1.6)
Result<void> read_names(ByteView value, Requested& requested)
{
    der::Reader outer(value);
    auto list = TRY(outer.enter(der::sequence, "the requested names"));
    TRY(outer.end("the requested names"));
    while (!list.at_end()) {
        const auto name = TRY(list.any("a requested name"));
        if (name.tag == der::context(0))
            TRY(add_other(requested, name.content));
        else if (name.tag == der::context_plain(1))
            TRY(add(requested.email, name.content));
        else if (name.tag == der::context_plain(2))
            TRY(add(requested.dns, name.content));
        else if (name.tag == der::context_plain(6))
            TRY(add(requested.uri, name.content));
    }
    return {};
}

Result<void> read_extensions(der::Reader values, Requested& requested)
{
    auto list = TRY(values.enter(der::sequence, what));
    while (!list.at_end()) {
        auto extension = TRY(list.enter(der::sequence, what));
        const auto type = TRY(extension.take(der::object_identifier, what));
        if (extension.next_is(der::boolean))
            TRY(extension.take(der::boolean, what));
        const auto value = TRY(extension.take(der::octet_string, what)).content;
        std::string oid = der::oid_text(type.content);
        if (oid == alternative_name)
            TRY(read_names(value, requested));
        requested.extensions.emplace_back(std::move(oid), Bytes(value.begin(), value.end()));
    }
    return {};
}

Result<void> read_attributes(der::Reader attributes, Requested& requested)
{
    while (!attributes.at_end()) {
        auto attribute = TRY(attributes.enter(der::sequence, what));
        const auto type = TRY(attribute.take(der::object_identifier, what));
        const auto values = TRY(attribute.enter(der::set, what));
        if (der::oid_text(type.content) == extension_request)
            TRY(read_extensions(values, requested));
    }
    return {};
}

} // namespace

const Bytes* Requested::find_extension(const std::string& oid) const
{
    const auto at = std::find_if(extensions.begin(), extensions.end(),
                                 [&](const auto& extension) { return extension.first == oid; });
    return at == extensions.end() ? nullptr : &at->second;
}

Result<Requested> parse_requested(ByteView der)
{
    Requested requested;
    const auto parts = TRY(parse_signed(der, what, "RFC 2986 4.2"));
    der::Reader outer(parts.body);
    auto info = TRY(outer.enter(der::sequence, what));
    TRY(info.take(der::integer, what));
    const auto subject = TRY(info.take(der::sequence, what)).whole;
    const auto names = TRY(attributes_of(subject));
    for (const NameAttribute& attribute : names)
        if (attribute.type == common_name && attribute.is_text)
            TRY(add(requested.common_names, bytes_of(attribute.value)));
    TRY(info.take(der::sequence, what));
    const auto attributes = TRY(info.enter(der::context(0), what));
    TRY(read_attributes(attributes, requested));
    return requested;
}

} // namespace mdm::x509
