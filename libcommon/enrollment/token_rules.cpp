#include "enrollment/token_rules.h"

#include "core/text.h"

namespace mdm::enrollment {

using fault::Subcode;

namespace {

bool asks_for_certificate(const record::Record& record)
{
    return record.kind != record::Kind::policy && record.kind != record::Kind::query;
}

} // namespace

Result<void, Refusal> check_device_alone(const auth::Identity& identity,
                                         const record::Record& record)
{
    const auto type = record::find_fact(record, "EnrollmentType").value_or("");
    if (!identity.device_alone || !asks_for_certificate(record) ||
        equal_ignoring_case(type, "Device"))
        return {};
    return refusal_of(Subcode::authentication,
                      {Errc::refused, "the token names no user, and EnrollmentType is '" +
                                          printable(type) + "', not 'Device'"});
}

Result<void, Refusal> check_terms(const auth::Identity& identity, const record::Record& record,
                                  const TermsCheck& check)
{
    const auto text = record::find_fact(record, "EnrollmentData").value_or("");
    const std::string data(trim(text));
    const bool asked = identity.terms_required || (check && !data.empty());
    if (!asked || identity.method != "federated" || !asks_for_certificate(record))
        return {};
    if (!check)
        return refusal_of(Subcode::enrollment_server,
                          {Errc::environment, "[terms] text_file is not configured"});
    const Result<void> good =
        data.empty() ? Error{Errc::refused, "EnrollmentData is missing: the terms of use have to "
                                            "be accepted first"}
                     : check(identity, data);
    if (good)
        return {};
    if (good.error().code == Errc::environment)
        return refusal_of(Subcode::enrollment_server, good.error());
    auto refusal = refusal_of(Subcode::authorization, good.error());
    refusal.fault.error_type = fault::ErrorType::invalid_enrollment_data;
    return refusal;
}

} // namespace mdm::enrollment
