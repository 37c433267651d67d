#include "enrollment/authenticate.h"

#include "auth/binary_token.h"
#include "core/text.h"
#include "enrollment/renewal_request.h"
#include "enrollment/token_rules.h"
#include "soap/action.h"
#include "wstep/request.h"
#include "xcep/request.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

constexpr std::size_t id_limit = 512;

/// Keeps an id of the request, which will be echoed, unless it is absurdly long.
Result<std::optional<std::string>> bounded(std::string_view what,
                                           const std::optional<std::string>& id)
{
    if (id && id->size() > id_limit)
        return Error{Errc::malformed,
                     std::string(what) + " is longer than " + std::to_string(id_limit) + " bytes"};
    return id;
}

/// Which request this is: the body says it, and Action must agree (MS-WSTEP 3.1.4.2).
Result<record::Kind> kind_of(const soap::Envelope& envelope)
{
    if (xcep::is_request(envelope)) {
        TRY(soap::require_action(envelope, soap::action::get_policies));
        return record::Kind::policy;
    }
    if (wstep::is_request(envelope)) {
        TRY(soap::require_action(envelope, soap::action::request_security_token));
        switch (wstep::type_of(envelope)) {
        case wstep::RequestType::renew:
            return record::Kind::renew;
        case wstep::RequestType::query_token_status:
            return record::Kind::query;
        default:
            return record::Kind::issue;
        }
    }
    return Error{Errc::malformed,
                 "the body is " + xml::to_text(envelope.body.name()) +
                     ": expected GetPolicies or RequestSecurityToken",
                 "MS-MDE2 3"};
}

Refusal not_offered()
{
    return refusal_of(Subcode::authentication,
                      {Errc::refused, "credentials of this kind are not taken here"});
}

Result<auth::Identity, Refusal> check_username(const xml::Element& security, const Checks& checks)
{
    const auto token = TRY(blame(Subcode::invalid_security, auth::parse_username_token(security)));
    if (!checks.password)
        return not_offered();
    return checks.password(token);
}

Result<auth::Identity, Refusal> check_token(const xml::Element& security, const Checks& checks)
{
    const auto token = TRY(blame(Subcode::invalid_security, auth::parse_binary_token(security)));
    if (!checks.token)
        return not_offered();
    return checks.token(token);
}

/// Who is asking. Of a signed request, `envelope` is afterwards what was signed.
Result<auth::Identity, Refusal> identify(ByteView message, const xml::Limits& limits,
                                         const Checks& checks, const record::Record& record,
                                         soap::Envelope& envelope)
{
    const auto security = TRY(blame(Subcode::invalid_security, soap::security_header(envelope)));
    switch (TRY(blame(Subcode::invalid_security, auth::credential_of(security)))) {
    case auth::Credential::username:
        return check_username(security, checks);
    case auth::Credential::certificate: {
        if (!checks.certificate)
            return not_offered();
        auto request =
            TRY(check_signed(message, record.kind, limits, *checks.certificate, record.received));
        envelope = std::move(request.envelope);
        return std::move(request.identity);
    }
    case auth::Credential::token:
        return check_token(security, checks);
    case auth::Credential::none:
        break;
    }
    return refusal_of(Subcode::invalid_security,
                      {Errc::refused,
                       "the Security header holds no credentials that are known here",
                       "MS-MDE2 3.3.4.1.1.1"});
}

/// Who has signed in, if anybody. A name without a password proves nothing, and devices that TLS
/// knows send one.
Result<std::optional<auth::Identity>, Refusal>
find_user(ByteView message, const xml::Limits& limits, const Checks& checks,
          const record::Record& record, soap::Envelope& envelope)
{
    const auto security =
        TRY(blame(Subcode::invalid_security, soap::find_security_header(envelope)));
    if (!security)
        return std::optional<auth::Identity>();
    const auto kind = TRY(blame(Subcode::invalid_security, auth::credential_of(*security)));
    if (kind == auth::Credential::none || auth::has_empty_password(*security))
        return std::optional<auth::Identity>();
    auto identity = TRY(identify(message, limits, checks, record, envelope));
    return std::optional(std::move(identity));
}

/// Who asks for anything but a renewal.
Result<auth::Identity, Refusal> who_asks(ByteView message, const xml::Limits& limits,
                                         const Checks& checks, const Arrival& arrival,
                                         const record::Record& record, soap::Envelope& envelope)
{
    const bool may = record.kind == record::Kind::policy || record.kind == record::Kind::query;
    if (may && checks.renewal && shows_certificate(arrival)) {
        auto user = TRY(find_user(message, limits, checks, record, envelope));
        if (user)
            return std::move(*user);
        const auto renewals = TRY(blame(Subcode::enrollment_server, checks.renewal()));
        const auto certificate = TRY(require_client(arrival, renewals));
        return owner_of(certificate);
    }
    return identify(message, limits, checks, record, envelope);
}

Result<void, Refusal> read_policy(const soap::Envelope& envelope, record::Record& record)
{
    const auto query = TRY(blame(Subcode::message_format, xcep::parse_request(envelope)));
    record.policy = record::PolicyQuery{.last_update = query.last_update,
                                        .language = query.language,
                                        .oids = query.oids,
                                        .client_version = query.client_version,
                                        .server_version = query.server_version};
    return {};
}

Result<void, Refusal> require_served(const wstep::Request& request, record::Kind kind)
{
    // What was signed may be another request than what stood around it.
    if ((request.type == wstep::RequestType::renew) != (kind == record::Kind::renew))
        return refusal_of(Subcode::message_format,
                          {Errc::malformed, "two requests in one message"});
    switch (request.type) {
    case wstep::RequestType::issue:
    case wstep::RequestType::recovery: // answered as Issue is (MS-MDE2 3.6)
    case wstep::RequestType::renew:
    case wstep::RequestType::query_token_status:
        break;
    case wstep::RequestType::key_exchange:
        return refusal_of(
            Subcode::message_format,
            {Errc::refused, "this RequestType is not served here", "MS-WSTEP 3.1.4.2"});
    }
    const bool plain = record::is_plain_token_type(request.token_type);
    const bool of_device =
        request.token_type.empty() || request.token_type.ends_with("DeviceEnrollmentToken");
    if (plain ? request.type == wstep::RequestType::recovery
              : request.type == wstep::RequestType::query_token_status)
        return refusal_of(Subcode::message_format,
                          {Errc::refused, "this RequestType does not go with this TokenType",
                           "MS-WSTEP 3.1.4.2"});
    if (!plain && !of_device)
        return refusal_of(Subcode::message_format,
                          {Errc::refused,
                           "TokenType '" + printable(request.token_type) + "' is not served here",
                           "MS-MDE2 3.4.4.1.1.1"});
    return {};
}

Result<void, Refusal> read_issue(const soap::Envelope& envelope, record::Record& record)
{
    auto request = TRY(blame(Subcode::message_format, wstep::parse_request(envelope)));
    record.device = std::move(request.context);
    TRY(require_served(request, record.kind));
    record.request = record::CertificateQuery{.token_type = std::move(request.token_type),
                                              .request = std::move(request.token),
                                              .request_id = std::move(request.request_id)};
    return {};
}

Result<void, Refusal> read_renewal(ByteView message, const xml::Limits& limits,
                                   const Checks& checks, const Arrival& arrival,
                                   record::Record& record, soap::Envelope& envelope)
{
    const auto user = TRY(find_user(message, limits, checks, record, envelope));
    if (user)
        record.identity = to_record(*user);
    auto request = TRY(blame(Subcode::message_format, wstep::parse_request(envelope)));
    record.device = std::move(request.context);
    TRY(require_served(request, record.kind));
    if (!checks.renewal)
        return not_eligible("this service does not renew certificates");
    const auto renewals = TRY(blame(Subcode::enrollment_server, checks.renewal()));
    auto proof = TRY(require_proof(request.token, user.has_value(), arrival, renewals));
    return accept_renewal(user, std::move(proof), std::move(request.token_type), renewals, arrival,
                          record);
}

Result<void, Refusal> admitted(const AdmissionCheck& check, const record::Record& record)
{
    return check ? check(record) : Result<void, Refusal>{};
}

Result<void, Refusal> fill(ByteView message, const config::Service& service, const Checks& checks,
                           const Arrival& arrival, record::Record& record)
{
    const xml::Limits limits{.bytes = service.body_limit};
    auto envelope = TRY(blame(Subcode::message_format, soap::parse_envelope(message, limits)));
    record.message_id =
        TRY(blame(Subcode::message_format, bounded("MessageID", envelope.message_id)));
    record.activity_id =
        TRY(blame(Subcode::message_format, bounded("ActivityId", envelope.activity_id)));
    record.kind = TRY(blame(Subcode::message_format, kind_of(envelope)));
    // A refusal from here on is answered in the client's own form.
    if (auto type = wstep::token_type_of(envelope); record::is_plain_token_type(type))
        record.request = record::CertificateQuery{.token_type = std::move(type)};
    TRY(admitted(checks.open, record));
    if (record.kind == record::Kind::renew)
        return read_renewal(message, limits, checks, arrival, record, envelope);
    const bool by_tls = TRY(renews_by_tls(checks, arrival, record, envelope));
    if (by_tls)
        return read_renewal_by_tls(checks, arrival, record, envelope);
    const auto identity = TRY(who_asks(message, limits, checks, arrival, record, envelope));
    record.identity = to_record(identity);
    TRY(record.kind == record::Kind::policy ? read_policy(envelope, record)
                                            : read_issue(envelope, record));
    TRY(check_device_alone(identity, record));
    return check_terms(identity, record, checks.terms);
}

} // namespace

Outcome authenticate(ByteView message, const config::Service& service, const Checks& checks,
                     const Arrival& arrival)
{
    record::Record record;
    record.trace_id = arrival.trace_id;
    record.received = arrival.now;
    auto verdict = fill(message, service, checks, arrival, record);
    if (verdict)
        verdict = admitted(checks.admission, record);
    if (!verdict)
        return refused(std::move(record), verdict.error(), service.language);
    return {std::move(record), ""};
}

} // namespace mdm::enrollment
