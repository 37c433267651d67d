#include "enrollment/renewal_request.h"

#include "auth/username_token.h"
#include "wstep/request.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

/// What the ledger knows of the device and its request does not say.
void complete(record::Record& record, const ledger::Reservation& known)
{
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty() && !record::find_fact(record, name))
            record.device.push_back({std::string(name), {value}});
    };
    add("DeviceID", known.device_id);
    add("EnrollmentType", known.enrollment_type);
}

} // namespace

bool shows_certificate(const Arrival& arrival)
{
    return !arrival.client_certificate || *arrival.client_certificate;
}

auth::Identity owner_of(const ledger::Entry& certificate)
{
    return {.method = "renewal",
            .user = certificate.reservation.user,
            .certificate = certificate.thumbprint,
            .profile = certificate.reservation.profile};
}

record::Identity to_record(const auth::Identity& identity)
{
    return {.method = identity.method,
            .user = identity.user,
            .groups = identity.groups,
            .certificate = identity.certificate,
            .profile = identity.profile,
            .issuer = identity.issuer,
            .tenant = identity.tenant,
            .object_id = identity.object_id,
            .device_id = identity.device_id,
            .sid = identity.sid,
            .token_id = identity.token_id,
            .token_good_until = identity.token_good_until};
}

Result<void, Refusal> accept_renewal(const std::optional<auth::Identity>& user, Proof proof,
                                     std::string token_type, const Renewals& renewals,
                                     const Arrival& arrival, record::Record& record)
{
    const ledger::Reservation& known = proof.old.reservation;
    const Claim claim{user ? user->user : known.user,
                      record::find_fact(record, "DeviceID").value_or(""), arrival.now};
    if (!user)
        record.identity = to_record(owner_of(proof.old));
    TRY(require_eligible(proof.old, claim,
                         rules_for(renewals.rules, renewals.profiles, known.profile)));
    record.identity->user = known.user;
    complete(record, known);
    record.request = record::CertificateQuery{.token_type = std::move(token_type),
                                              .request = std::move(proof.request)};
    record.renews = record::Renews{known.serial, std::move(proof.old.certificate), known.profile};
    return {};
}

Result<bool, Refusal> renews_by_tls(const Checks& checks, const Arrival& arrival,
                                    const record::Record& record, const soap::Envelope& envelope)
{
    if (record.kind != record::Kind::issue || !record::is_plain(record) || !checks.renewal ||
        !shows_certificate(arrival))
        return false;
    const auto security =
        TRY(blame(Subcode::invalid_security, soap::find_security_header(envelope)));
    if (!security)
        return true;
    const auto kind = TRY(blame(Subcode::invalid_security, auth::credential_of(*security)));
    return kind == auth::Credential::none;
}

Result<void, Refusal> read_renewal_by_tls(const Checks& checks, const Arrival& arrival,
                                          record::Record& record, const soap::Envelope& envelope)
{
    auto request = TRY(blame(Subcode::message_format, wstep::parse_request(envelope)));
    record.device = std::move(request.context);
    const auto renewals = TRY(blame(Subcode::enrollment_server, checks.renewal()));
    auto old = TRY(require_client(arrival, renewals));
    record.kind = record::Kind::renew;
    return accept_renewal({}, {std::move(old), std::move(request.token)},
                          std::move(request.token_type), renewals, arrival, record);
}

} // namespace mdm::enrollment
