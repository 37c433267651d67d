#include "enrollment/renewal.h"

#include "core/text.h"
#include "enrollment/profile.h"
#include "pkcs7/signed_data.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

using fault::Subcode;
using ledger::State;

/// The web server's word on the TLS client certificate, and the certificate's on the message.
Result<void, Refusal> compare_with_client(ByteView signer, bool by_user, const Arrival& arrival,
                                          const config::Renewal& rules)
{
    if (!arrival.client_certificate)
        return not_eligible(arrival.client_certificate.error().message);
    const auto& shown = *arrival.client_certificate;
    if (shown && std::ranges::equal(*shown, signer))
        return {};
    if (shown)
        return not_eligible("the TLS client certificate is not the one that is to be renewed");
    const bool required =
        by_user ? rules.require_client_certificate_manual : rules.require_client_certificate;
    if (required)
        return not_eligible("there is no TLS client certificate: renew over a TLS connection that "
                            "shows the certificate that is to be renewed");
    return {};
}

Result<void, Refusal> require_standing(const ledger::Entry& old)
{
    if (old.state == State::revoked)
        return not_eligible("the certificate that is to be renewed was revoked");
    if (old.state != State::issued)
        return not_eligible("the certificate that is to be renewed was never issued");
    return {};
}

} // namespace

std::chrono::days renewal_period(const config::Renewal& rules, const config::Profile* profile)
{
    return profile == nullptr ? rules.period : profile->renewal.value_or(rules.period);
}

config::Renewal rules_for(const config::Renewal& rules, std::span<const config::Profile> profiles,
                          const std::string& name)
{
    config::Renewal own = rules;
    own.period = renewal_period(rules, find_profile(profiles, name));
    return own;
}

Refusal not_eligible(std::string why)
{
    Refusal refusal =
        refusal_of(Subcode::authorization, {Errc::refused, std::move(why), "MS-MDE2 3.5"});
    refusal.fault.error_type = fault::ErrorType::not_eligible_to_renew;
    return refusal;
}

Result<ledger::Entry, Refusal> require_ours(ByteView certificate, const Renewals& renewals)
{
    const auto parsed = TRY(blame(Subcode::message_format, x509::parse_certificate(certificate)));
    const bool known = std::ranges::any_of(renewals.authorities, [&](const auto& authority) {
        return x509::is_issued_by(parsed, authority);
    });
    if (!known)
        return not_eligible("the certificate that is to be renewed was not issued by this service");
    auto old = TRY(blame(Subcode::enrollment_server, renewals.find(x509::serial_of(parsed))));
    if (!old || !std::ranges::equal(old->certificate, certificate))
        return not_eligible("the certificate that is to be renewed is not in the ledger");
    TRY(require_standing(*old));
    return std::move(*old);
}

Result<ledger::Entry, Refusal> require_client(const Arrival& arrival, const Renewals& renewals)
{
    if (!arrival.client_certificate)
        return not_eligible(arrival.client_certificate.error().message);
    if (!*arrival.client_certificate)
        return not_eligible("there is no TLS client certificate");
    auto old = TRY(require_ours(**arrival.client_certificate, renewals));
    const auto& row = old.reservation;
    if (arrival.now < row.not_before || arrival.now > row.not_after + renewals.rules.after_end)
        return not_eligible("the TLS client certificate is out of its time");
    return old;
}

Result<Proof, Refusal> require_proof(ByteView message, bool by_user, const Arrival& arrival,
                                     const Renewals& renewals)
{
    const auto signed_data = TRY(blame(Subcode::message_format, pkcs7::SignedData::parse(message)));
    const Bytes& signer = signed_data.signer_certificate();
    auto old = TRY(require_ours(signer, renewals));
    const auto* profile = find_profile(renewals.profiles, old.reservation.profile);
    TRY(compare_with_client(signer, by_user, arrival, renewals.rules));
    auto request = signed_data.verify(profile != nullptr && profile->sha1_requests);
    if (!request)
        return refusal_of(request.error().code == Errc::malformed ? Subcode::message_format
                                                                  : Subcode::authentication,
                          request.error());
    return Proof{std::move(old), std::move(request).value()};
}

Result<void, Refusal> require_eligible(const ledger::Entry& old, const Claim& claim,
                                       const config::Renewal& rules)
{
    TRY(require_standing(old));
    const auto& row = old.reservation;
    const auto early = std::max(rules.period, rules.early);
    const Time begin = std::max<Time>(row.not_before, row.not_after - early);
    if (claim.now < begin)
        return not_eligible("it is too early: the certificate can be renewed from " +
                            to_text(begin) + " on");
    if (claim.now > row.not_after + rules.after_end)
        return not_eligible("it is too late: the certificate ended at " + to_text(row.not_after) +
                            "; enroll the device anew");
    if (!equal_ignoring_case(claim.user, row.user))
        return not_eligible("the certificate that is to be renewed is another user's");
    if (!claim.device_id.empty() && claim.device_id != row.device_id)
        return not_eligible("the certificate that is to be renewed is another device's");
    return {};
}

Result<void, Refusal> require_successor(const ledger::Entry* old, const ledger::Reservation& fresh,
                                        const std::optional<config::Renewal>& rules, Time now)
{
    if (!rules)
        return not_eligible("this service does not renew certificates");
    if (old == nullptr)
        return not_eligible("the certificate that is to be renewed is not in the ledger");
    TRY(require_eligible(*old, {fresh.user, fresh.device_id, now}, *rules));
    if (!rules->same_key && old->reservation.key_thumbprint == fresh.key_thumbprint)
        return refusal_of(Subcode::certificate_request,
                          {Errc::refused, "a renewal needs a new key: this is the old one's"});
    return {};
}

} // namespace mdm::enrollment
