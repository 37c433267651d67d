#include "x509/revocation_list.h"

#include "core/text.h"
#include "x509/der.h"
#include "x509/extensions.h"

namespace mdm::x509 {
namespace {

struct ReasonRow {
    std::string_view word;
    Reason reason;
};
constexpr ReasonRow reasons[] = {
    {"unspecified", Reason::unspecified},
    {"keyCompromise", Reason::key_compromise},
    {"cACompromise", Reason::ca_compromise},
    {"affiliationChanged", Reason::affiliation_changed},
    {"superseded", Reason::superseded},
    {"cessationOfOperation", Reason::cessation_of_operation},
    {"certificateHold", Reason::certificate_hold},
    {"removeFromCRL", Reason::remove_from_crl},
    {"privilegeWithdrawn", Reason::privilege_withdrawn},
    {"aACompromise", Reason::aa_compromise},
};

Bytes integer(long long number)
{
    Bytes octets;
    for (int shift = 56; shift >= 0; shift -= 8)
        octets.push_back(static_cast<unsigned char>(number >> shift));
    return der::unsigned_integer(octets);
}

void append(Bytes& bytes, ByteView more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

/// IssuingDistributionPoint ::= SEQUENCE { ..., onlyContainsUserCerts [1] BOOLEAN, ... }  (RFC 5280
/// 5.2.5)
Bytes users_alone()
{
    const Bytes yes = der::element(der::context_plain(1), {Bytes{0xFF}});
    return extension(28, Critical::yes, der::element(der::sequence, {yes}));
}

Result<Bytes> extensions_of(const Issuer& issuer, const ListHead& head)
{
    const auto identifier = TRY(key_identifier_of(issuer.certificate));
    Bytes extensions = authority_key_extension(identifier);
    append(extensions, extension(20, Critical::no, integer(head.number)));
    if (head.base)
        append(extensions, extension(27, Critical::yes, integer(*head.base)));
    if (head.users_alone)
        append(extensions, users_alone());
    // A delta has none (RFC 5280 5.2.6).
    if (!head.base && !head.delta_urls.empty())
        append(extensions, TRY(freshest_list(head.delta_urls)));
    return der::element(der::context(0), {der::element(der::sequence, {extensions})});
}

} // namespace

Result<Reason> reason_from(std::string_view word)
{
    std::string known;
    for (const auto& row : reasons) {
        if (equal_ignoring_case(row.word, word))
            return row.reason;
        known.append(known.empty() ? "" : ", ").append(row.word);
    }
    return Error{Errc::usage, "'" + printable(word, 64) + "' is none of " + known,
                 "RFC 5280 5.3.1"};
}

std::string_view to_text(Reason reason)
{
    for (const auto& row : reasons)
        if (row.reason == reason)
            return row.word;
    return {};
}

void ListEntries::add(ByteView serial, Time revoked_at, Reason reason)
{
    Bytes extensions;
    if (reason != Reason::unspecified) {
        const Bytes code{static_cast<unsigned char>(reason)};
        const Bytes value = der::element(der::enumerated, {code});
        extensions = der::element(der::sequence, {extension(21, Critical::no, value)});
    }
    append(der_, der::element(der::sequence,
                              {der::unsigned_integer(serial), der::time(revoked_at), extensions}));
}

Result<Bytes> issue_list(const Issuer& issuer, const ListHead& head, const ListEntries& entries)
{
    const Certificate& certificate = issuer.certificate;
    if (!certificate.may_sign_lists)
        return Error{Errc::refused,
                     "the certificate of the authority may not sign lists of revoked certificates",
                     "RFC 5280 4.2.1.3"};
    if (head.next_update <= head.this_update)
        return Error{Errc::malformed, "nextUpdate is not after thisUpdate", "RFC 5280 5.1.2.5"};
    const auto extensions = TRY(extensions_of(issuer, head));
    const auto algorithm = TRY(algorithm_of(certificate));
    // An empty sequence must be left out (RFC 5280 5.1.2.6).
    const Bytes revoked =
        entries.der().empty() ? Bytes{} : der::element(der::sequence, {entries.der()});
    const Bytes body =
        der::element(der::sequence, {der::unsigned_integer(Bytes{1}), algorithm,
                                     certificate.subject, der::time(head.this_update),
                                     der::time(head.next_update), revoked, extensions});
    return sign(issuer.signer, algorithm, body);
}

} // namespace mdm::x509
