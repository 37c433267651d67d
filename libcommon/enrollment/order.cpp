#include "enrollment/order.h"

#include "core/text.h"
#include "enrollment/naming.h"
#include "enrollment/profile.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

/// What a device may say of it, and nothing else that it says.
std::string enrollment_type_of(const record::Record& record)
{
    const auto said = record::find_fact(record, "EnrollmentType").value_or("");
    for (const char* type : {"Full", "Device"})
        if (equal_ignoring_case(said, type))
            return type;
    return {};
}

/// The version of the device's system. Renewals say that of the enrollment client alone, which
/// comes with the system.
std::string os_version_of(const record::Record& record)
{
    constexpr std::size_t longest = 64;
    for (const char* name : {"OSVersion", "ApplicationVersion"})
        if (const auto said = record::find_fact(record, name); said && !trim(*said).empty())
            return printable(trim(*said), longest);
    return {};
}

/// The token that the certificate spends. What it was spent on is known for a while only.
Result<std::optional<ledger::SpentToken>, Refusal> token_of(const record::Identity& identity,
                                                            Time now)
{
    if (!identity.token_good_until)
        return std::optional<ledger::SpentToken>();
    if (identity.token_id.empty())
        return refusal_of(
            Subcode::internal_service_fault,
            {Errc::malformed, "the record has a token without an id", "mdm-record(5)"});
    if (now > *identity.token_good_until + ledger::spent_tokens_kept)
        return refusal_of(Subcode::authentication,
                          {Errc::refused, "this sign-in has expired: sign in again"});
    return std::optional(ledger::SpentToken{identity.token_id, *identity.token_good_until});
}

} // namespace

x509::KeyRules key_rules_of(const config::Profile& profile)
{
    return {.rsa_bits_min = profile.rsa_bits,
            .curves = profile.curves,
            .sha1_signature = profile.sha1_requests};
}

Result<Order, Refusal> order_from(const record::Record& record, const config::Settings& settings,
                                  Time now)
{
    if (!record.identity || !record.request)
        return refusal_of(
            Subcode::internal_service_fault,
            {Errc::malformed, "the record has no identity or no request", "mdm-record(5)"});
    const bool renews = record.kind == record::Kind::renew;
    if (renews && !record.renews)
        return refusal_of(Subcode::internal_service_fault,
                          {Errc::malformed, "the record renews no certificate", "mdm-record(5)"});
    const config::Profile& profile = *TRY(select_profile(settings, record));
    auto request = TRY(blame(Subcode::certificate_request,
                             x509::parse_request(record.request->request, key_rules_of(profile))));
    Order order{.profile = &profile,
                .request = std::move(request),
                .kind = renews ? "renew" : "issue",
                .trace_id = record.trace_id,
                .user = record.identity->user,
                .device_id = record::find_fact(record, "DeviceID").value_or("")};
    const Naming naming{order.user, order.device_id, order.trace_id,
                        settings.provisioning.provider_id, order.request.public_key_info};
    order.subject = TRY(blame(Subcode::certificate_request, subject_of(profile, naming)));
    order.alternative_names =
        TRY(blame(Subcode::certificate_request, alternative_names_of(profile, naming)));
    order.not_before = now - profile.backdate;
    order.not_after = now + profile.validity;
    order.token = TRY(token_of(*record.identity, now));
    order.renews = renews ? record.renews->serial : "";
    order.distinction = order.renews;
    order.enrollment_type = enrollment_type_of(record);
    order.os_version = os_version_of(record);
    order.cap = admission::cap_of(settings.admission, record, settings.service.language);
    return order;
}

} // namespace mdm::enrollment
