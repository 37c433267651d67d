#include "enrollment/order.h"

#include "core/text.h"
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

Result<Time> require_end(const config::Profile& profile, Time now)
{
    const Time end = config::end_of(profile, now);
    if (end <= now)
        return Error{Errc::refused,
                     config::table_of(profile) + " valid_until is over: " + to_text(end)};
    return end;
}

Result<Order, Refusal> order_from(const record::Record& record, const config::Settings& settings,
                                  Blueprints& blueprints, Time now)
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
    const auto& blueprint = blueprints.find(profile);
    if (!blueprint)
        return refusal_of(Subcode::certificate_request, blueprint.error());
    const Bytes& pkcs10 = record.request->request;
    auto request =
        TRY(blame(Subcode::certificate_request, x509::parse_request(pkcs10, blueprint->key_rules)));
    Order order{.profile = &profile,
                .blueprint = &*blueprint,
                .request = std::move(request),
                .kind = renews ? "renew" : "issue",
                .trace_id = record.trace_id,
                .user = record.identity->user,
                .device_id = record::find_fact(record, "DeviceID").value_or("")};
    const auto requested =
        TRY(blame(Subcode::certificate_request, requested_of(*blueprint, pkcs10)));
    const Facts facts{record, settings.provisioning.provider_id, order.request.public_key_info,
                      &requested};
    order.names = TRY(blame(Subcode::certificate_request, fill(*blueprint, facts)));
    order.not_before = now - profile.backdate;
    order.not_after = TRY(blame(Subcode::certificate_request, require_end(profile, now)));
    order.token = TRY(token_of(*record.identity, now));
    order.renews = renews ? record.renews->serial : "";
    order.distinction = order.renews;
    order.enrollment_type = enrollment_type_of(record);
    order.os_version = os_version_of(record);
    order.cap = admission::cap_of(settings.admission, record, settings.service.language);
    return order;
}

} // namespace mdm::enrollment
