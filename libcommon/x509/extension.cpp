#include "x509/extension.h"

#include "core/text.h"
#include "x509/der.h"

#include <algorithm>
#include <bit>

namespace mdm::x509 {
namespace {

constexpr std::string_view clause = "RFC 5280 4.2";
constexpr unsigned uniform_resource_identifier = 6; // GeneralName, RFC 5280 4.2.1.6

/// 1.3.6.1.5.5.7, the arc of PKIX, and what follows it.
Bytes pkix(std::initializer_list<unsigned char> rest)
{
    Bytes oid{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07};
    oid.insert(oid.end(), rest);
    return oid;
}

/// 1.3.6.1.4.1.311.25.2
constexpr unsigned char account_extension[] = {0x2B, 0x06, 0x01, 0x04, 0x01,
                                               0x82, 0x37, 0x19, 0x02};

void append(Bytes& all, ByteView more)
{
    all.insert(all.end(), more.begin(), more.end());
}

Bytes oid_element(ByteView content)
{
    return der::element(der::object_identifier, {content});
}

Result<void> check_url(const std::string& url)
{
    const bool plain =
        std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!plain || (!url.starts_with("http://") && !url.starts_with("https://") &&
                   !url.starts_with("ldap://")))
        return Error{Errc::malformed, "'" + printable(url, 128) + "' is no http URL",
                     "RFC 5280 4.2.1.13"};
    return {};
}

bool is_sid(std::string_view text)
{
    if (!text.starts_with("S-1-") || text.size() > 184)
        return false;
    char before = '-';
    for (const char c : text.substr(4)) {
        if ((c < '0' || c > '9') && (c != '-' || before == '-'))
            return false;
        before = c;
    }
    return before != '-';
}

Result<Bytes> accesses(std::span<const std::string> urls, const Bytes& method)
{
    Bytes all;
    for (const std::string& url : urls) {
        TRY(check_url(url));
        append(all,
               der::element(der::sequence,
                            {oid_element(method),
                             der::text(der::context_plain(uniform_resource_identifier), url)}));
    }
    return all;
}

} // namespace

Bytes make_extension(ByteView type, Critical critical, ByteView value)
{
    // FALSE is the default, which DER leaves out (X.690 11.5).
    const Bytes flag =
        critical == Critical::yes ? der::element(der::boolean, {Bytes{0xFF}}) : Bytes{};
    return der::element(der::sequence,
                        {oid_element(type), flag, der::element(der::octet_string, {value})});
}

Result<Bytes> raw_extension(std::string_view oid, Critical critical, ByteView value)
{
    const auto type = TRY(der::oid_from(oid));
    if (is_own_extension(oid))
        return Error{Errc::malformed,
                     "extension " + std::string(oid) + " is decided by other settings", clause};
    return make_extension(type, critical, value);
}

Bytes key_usage(unsigned bits)
{
    // The bits are numbered from the left, and trailing zero bits are dropped.
    const unsigned usages = bits & 0xFFU;
    if (usages == 0)
        return {};
    const Bytes octets{static_cast<unsigned char>(std::countr_zero(usages)),
                       static_cast<unsigned char>(usages)};
    return make_extension(Bytes{0x55, 0x1D, 15}, Critical::yes,
                          der::element(der::bit_string, {octets}));
}

Result<Bytes> extended_key_usage(std::span<const std::string> oids)
{
    Bytes usages;
    for (const auto& usage : oids) {
        const auto oid = TRY_WITHIN("extended key usage", der::oid_from(usage));
        append(usages, oid_element(oid));
    }
    return make_extension(Bytes{0x55, 0x1D, 37}, Critical::no,
                          der::element(der::sequence, {usages}));
}

Result<Bytes> crl_distribution_points(std::span<const std::string> urls)
{
    Bytes points;
    for (const std::string& url : urls) {
        TRY(check_url(url));
        // DistributionPoint, its distributionPoint [0], of that fullName [0].
        const Bytes name = der::text(der::context_plain(uniform_resource_identifier), url);
        const Bytes point = der::element(der::context(0), {der::element(der::context(0), {name})});
        append(points, der::element(der::sequence, {point}));
    }
    return make_extension(Bytes{0x55, 0x1D, 31}, Critical::no,
                          der::element(der::sequence, {points}));
}

Result<Bytes> authority_information(std::span<const std::string> ca_issuers,
                                    std::span<const std::string> ocsp)
{
    auto all = TRY(accesses(ocsp, pkix({48, 1})));
    append(all, TRY(accesses(ca_issuers, pkix({48, 2}))));
    return make_extension(pkix({1, 1}), Critical::no, der::element(der::sequence, {all}));
}

Result<Bytes> certificate_policies(std::span<const std::string> oids, std::string_view statement)
{
    Bytes qualifiers;
    if (!statement.empty()) {
        TRY(check_url(std::string(statement)));
        const Bytes qualifier = der::element(
            der::sequence, {oid_element(pkix({2, 1})), der::text(der::ia5_string, statement)});
        qualifiers = der::element(der::sequence, {qualifier});
    }
    Bytes policies;
    for (const std::string& oid : oids) {
        const auto policy = TRY_WITHIN("certificate policy", der::oid_from(oid));
        append(policies, der::element(der::sequence, {oid_element(policy), qualifiers}));
    }
    return make_extension(Bytes{0x55, 0x1D, 32}, Critical::no,
                          der::element(der::sequence, {policies}));
}

Result<Bytes> security_identifier(std::string_view sid)
{
    if (!is_sid(sid))
        return Error{Errc::malformed,
                     "'" + printable(sid, 128) +
                         "' is no security identifier: S-1-... was expected",
                     "MS-DTYP 2.4.2.1"};
    // An otherName of the type 1.3.6.1.4.1.311.25.2.1.
    Bytes type(std::begin(account_extension), std::end(account_extension));
    type.push_back(0x01);
    const Bytes value = der::element(der::context(0), {der::text(der::octet_string, sid)});
    const Bytes name = der::element(der::context(0), {oid_element(type), value});
    return make_extension(account_extension, Critical::no, der::element(der::sequence, {name}));
}

Result<Bytes> find_security_identifier(ByteView certificate)
{
    constexpr std::string_view what = "the certificate";
    der::Reader outer(certificate);
    auto parts = TRY(outer.enter(der::sequence, what));
    auto body = TRY(parts.enter(der::sequence, what));
    while (!body.at_end() && !body.next_is(der::context(3)))
        TRY(body.any(what));
    if (body.at_end())
        return Bytes{};
    auto wrapped = TRY(body.enter(der::context(3), what));
    auto list = TRY(wrapped.enter(der::sequence, what));
    while (!list.at_end()) {
        const auto extension = TRY(list.any(what));
        der::Reader inside(extension.content);
        const auto type = TRY(inside.take(der::object_identifier, what));
        if (der::same(type.content, account_extension))
            return Bytes(extension.whole.begin(), extension.whole.end());
    }
    return Bytes{};
}

bool is_own_extension(std::string_view oid)
{
    return oid.starts_with("2.5.29.") || oid.starts_with("1.3.6.1.5.5.7.1.") ||
           oid == "1.3.6.1.4.1.311.25.2";
}

std::vector<ExtensionParts> split_extensions(ByteView extensions)
{
    constexpr std::string_view what = "an extension";
    std::vector<ExtensionParts> all;
    for (der::Reader list(extensions); !list.at_end();) {
        auto extension = list.enter(der::sequence, what).value();
        const auto type = extension.take(der::object_identifier, what).value();
        const bool critical = extension.next_is(der::boolean);
        if (critical)
            extension.take(der::boolean, what).value();
        const auto value = extension.take(der::octet_string, what).value().content;
        all.push_back({der::oid_text(type.content), critical, {value.begin(), value.end()}});
    }
    return all;
}

Bytes utf8_text(std::string_view text)
{
    return der::text(der::utf8_string, text);
}

} // namespace mdm::x509
