#include "enrollment/signed_request.h"

#include "ossl/digest.h"
#include "wstep/request.h"
#include "xcep/request.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

/// Whether what was signed is a request of this kind. A signature over Body and Timestamp alone has
/// no Action; that of the message was compared with the message's body before.
Result<void> require_kind(const soap::Envelope& envelope, record::Kind kind)
{
    const bool same =
        kind == record::Kind::policy ? xcep::is_request(envelope) : wstep::is_request(envelope);
    if (!same)
        return Error{Errc::refused, "what was signed is another request than the message"};
    return {};
}

std::string hash_of(ByteView bytes)
{
    return to_hex(ossl::sha256(bytes));
}

Result<void, Refusal> remember(ByteView message, const SignedMessage& found, Time good_until,
                               const CertificateCheck& check)
{
    const auto& certificate = found.identity.certificate;
    const auto done = check.remember({.content = hash_of(bytes_of(certificate + found.envelope)),
                                      .message = hash_of(message),
                                      .certificate = certificate,
                                      .good_until = good_until});
    if (done)
        return {};
    const bool told = done.error().code == Errc::refused;
    return refusal_of(told ? Subcode::authentication : Subcode::enrollment_server, done.error());
}

} // namespace

Result<SignedRequest, Refusal> check_signed(ByteView message, record::Kind kind,
                                            const xml::Limits& limits,
                                            const CertificateCheck& check, Time now)
{
    auto found = TRY(check.verify(message));
    auto envelope = TRY(
        blame(Subcode::invalid_security, soap::parse_envelope(bytes_of(found.envelope), limits)));
    TRY(blame(Subcode::invalid_security, require_kind(envelope, kind)));
    const auto security = TRY(blame(Subcode::invalid_security, soap::security_header(envelope)));
    const auto good_until = auth::check_timestamp(security, now, check.timestamp);
    if (!good_until)
        return refusal_of(good_until.error().code == Errc::malformed ? Subcode::invalid_security
                                                                     : Subcode::authentication,
                          good_until.error());
    // To ask for the policies again tells nobody anything new, and leaves nothing behind.
    if (kind != record::Kind::policy)
        TRY(remember(message, found, *good_until, check));
    return SignedRequest{std::move(found.identity), std::move(envelope)};
}

} // namespace mdm::enrollment
