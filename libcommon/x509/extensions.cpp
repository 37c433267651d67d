#include "x509/extensions.h"

#include "core/text.h"
#include "ossl/digest.h"
#include "x509/der.h"
#include "x509/extension.h"

#include <algorithm>

namespace mdm::x509 {
namespace {

Bytes basic_constraints(const Content& content)
{
    if (!content.authority)
        return extension(19, Critical::yes, der::element(der::sequence, {}));
    const Bytes path =
        content.path_length < 0
            ? Bytes{}
            : der::unsigned_integer(Bytes{static_cast<unsigned char>(content.path_length)});
    const Bytes yes = der::element(der::boolean, {Bytes{0xFF}});
    return extension(19, Critical::yes, der::element(der::sequence, {yes, path}));
}

Bytes key_usage_of(const Content& content, const PublicKeyInfo& key)
{
    constexpr unsigned sign_certificates_and_lists = 0x06;
    const unsigned unfit =
        key.kind == KeyKind::rsa ? key_agreement : key_encipherment | data_encipherment;
    const unsigned usages =
        content.authority ? sign_certificates_and_lists : content.key_usages & ~unfit & 0xF8U;
    return key_usage(usages);
}

/// id-on-UPN of Windows: 1.3.6.1.4.1.311.20.2.3.
constexpr unsigned char user_principal_name[] = {0x2B, 0x06, 0x01, 0x04, 0x01,
                                                 0x82, 0x37, 0x14, 0x02, 0x03};

/// [number] of GeneralName (RFC 5280 4.2.1.6).
struct NameForm {
    std::string_view prefix;
    unsigned number;
    std::string_view must_contain;
};
constexpr NameForm name_forms[] = {
    {"upn:", 0, "@"}, {"email:", 1, "@"}, {"dns:", 2, ""}, {"uri:", 6, ":"}};

Result<Bytes> alternative_name(std::string_view text)
{
    const auto* form = std::find_if(std::begin(name_forms), std::end(name_forms),
                                    [&](const auto& f) { return text.starts_with(f.prefix); });
    const Error wrong{Errc::malformed,
                      "alternative name \"" + printable(text, 128) +
                          "\"; dns:HOST, email:A@B, upn:A@B or uri:URI was expected",
                      "RFC 5280 4.2.1.6"};
    if (form == std::end(name_forms))
        return wrong;
    const std::string_view value = text.substr(form->prefix.size());
    const bool upn = form->number == 0;
    const bool fits =
        std::all_of(value.begin(), value.end(), [&](char c) { return c > 0x20 && c < 0x7F; });
    if (value.empty() || value.find(form->must_contain) == std::string_view::npos ||
        (upn ? !is_utf8(value) || printable(value, value.size()) != value : !fits))
        return wrong;
    if (!upn)
        return der::text(der::context_plain(form->number), value);
    const Bytes name = der::element(der::context(0), {der::text(der::utf8_string, value)});
    return der::element(der::context(0),
                        {der::element(der::object_identifier, {user_principal_name}), name});
}

Result<Bytes> alternative_names(const Content& content)
{
    Bytes names;
    for (const auto& text : content.alternative_names) {
        const auto name = TRY(alternative_name(text));
        names.insert(names.end(), name.begin(), name.end());
    }
    return extension(17, Critical::no, der::element(der::sequence, {names}));
}

} // namespace

Bytes extension(unsigned char number, Critical critical, ByteView value)
{
    return make_extension(Bytes{0x55, 0x1D, number}, critical, value);
}

Bytes authority_key_extension(ByteView key_identifier)
{
    const Bytes identifier = der::element(der::context_plain(0), {key_identifier});
    return extension(35, Critical::no, der::element(der::sequence, {identifier}));
}

Result<Bytes> freshest_list(const std::vector<std::string>& urls)
{
    Bytes names;
    for (const std::string& url : urls) {
        const auto name = TRY(alternative_name("uri:" + url));
        names.insert(names.end(), name.begin(), name.end());
    }
    const Bytes full_name = der::element(der::context(0), {der::element(der::context(0), {names})});
    const Bytes point = der::element(der::sequence, {full_name});
    return extension(46, Critical::no, der::element(der::sequence, {point}));
}

Bytes key_identifier(const PublicKeyInfo& key)
{
    const auto digest = ossl::sha1(key.bits);
    return {digest.begin(), digest.end()};
}

Result<void> check_extensions(const Content& content)
{
    TRY(extended_key_usage(content.extended_key_usages));
    TRY(alternative_names(content));
    return {};
}

Result<Bytes> make_extensions(const Content& content, const PublicKeyInfo& key,
                              ByteView authority_key_identifier)
{
    const Bytes subject = der::element(der::octet_string, {key_identifier(key)});
    Bytes usage(content.usage_extension.begin(), content.usage_extension.end());
    Bytes names;
    if (usage.empty() && !content.authority && !content.extended_key_usages.empty())
        usage = TRY(extended_key_usage(content.extended_key_usages));
    if (!content.alternative_names.empty())
        names = TRY(alternative_names(content));
    return der::element(der::sequence, {basic_constraints(content), key_usage_of(content, key),
                                        usage, names, extension(14, Critical::no, subject),
                                        authority_key_extension(authority_key_identifier),
                                        content.further_extensions});
}

} // namespace mdm::x509
