#include "enrollment/approval.h"

#include "core/text.h"
#include "enrollment/profile.h"
#include "ossl/digest.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;
using ledger::Stage;
using ledger::Submission;

/// The longest record that waits; requests come as long as [service] body_limit lets them.
constexpr std::size_t record_limit = 64U << 10;

Refusal refuse(std::string why)
{
    return refusal_of(Subcode::certificate_request, {Errc::refused, std::move(why)});
}

std::string joined(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& name : names)
        all.append(all.empty() ? "" : " ").append(name);
    return all;
}

/// All that a certificate would say, but for its key, its serial number and when it begins.
std::string content_of(const Order& order)
{
    const config::Profile& profile = *order.profile;
    std::string names;
    for (const std::string& name : order.names.alternative_names)
        names += ossl::sha256_of_all({name});
    return ossl::sha256_of_all(
        {profile.name, order.names.subject, names, text_of(order.names.extensions),
         text_of(order.blueprint->usage_extension), std::to_string(order.blueprint->key_usages),
         std::to_string(profile.validity.count()),
         profile.valid_until ? to_text(*profile.valid_until) : ""});
}

std::string key_of(const Order& order)
{
    return to_hex(ossl::sha256(order.request.public_key_info));
}

Submission submission_of(const Order& order, const record::Record& record, const Desk& desk,
                         Time now)
{
    const std::string client(record::client_of(record));
    const bool by_device = !record::is_plain(record) && !order.device_id.empty();
    const std::string key = key_of(order);
    const std::string content = content_of(order);
    return {.number = desk.draw_number(),
            .request_key = ossl::sha256_of_all(
                {client, to_lower(order.user), order.device_id, content, by_device ? "" : key}),
            .trace_id = order.trace_id,
            .client = client,
            .user = order.user,
            .device_id = order.device_id,
            .profile = order.profile->name,
            .subject = order.names.subject,
            .names = joined(order.names.alternative_names),
            .key_thumbprint = key,
            .content = content,
            .asked_at = now,
            .record = record::to_json(record)};
}

Time oldest(const Desk& desk, Time now)
{
    return now - desk.settings.approval.days;
}

Refusal refuse_denied(const Submission& denied)
{
    Refusal refusal = refuse("the request was denied" +
                             (denied.reason.empty() ? "" : ": " + printable(denied.reason, 250)));
    refusal.fault.plain = {.request_id = std::to_string(denied.number), .denied = true};
    return refusal;
}

/// The certificate that came of a request, if it is known which.
Result<std::optional<ledger::Entry>, Refusal> certificate_of(const Submission& request,
                                                             const Desk& desk)
{
    if (request.stage != Stage::issued || request.serial.empty())
        return std::optional<ledger::Entry>();
    auto entry = TRY(blame(Subcode::enrollment_server, desk.ledger.find_serial(request.serial)));
    if (!entry)
        return refuse("the certificate of this request is not in the ledger any more: ask anew");
    return std::optional(std::move(*entry));
}

/// Makes an order, which is the content of the request, one that was approved.
Result<Decided, Refusal> use(Order order, const Submission& request, const Desk& desk, Time now)
{
    if (request.decided_at < oldest(desk, now))
        return refuse("the request was approved too long ago: ask anew");
    const bool used =
        TRY(blame(Subcode::enrollment_server,
                  ledger::Submissions(desk.ledger).use(request.number, key_of(order))));
    if (!used)
        return refuse("the approval was used for another key: ask anew");
    order.distinction = "request " + std::to_string(request.number);
    const config::Profile* profile = order.profile;
    return Decided{.order = std::move(order), .profile = profile, .request = request.number};
}

Decided pending(const Submission& request)
{
    return {.pending = record::Pending{std::to_string(request.number)}};
}

/// The order of the request as it came, by the settings of now.
Result<Order, Refusal> order_again(const Submission& request, const record::Identity& identity,
                                   const Desk& desk, Time now)
{
    auto asked = TRY(blame(Subcode::enrollment_server, record::parse(request.record)));
    if (asked.identity) { // the sign-in of then may be over; this one counts
        asked.identity->token_id = identity.token_id;
        asked.identity->token_good_until = identity.token_good_until;
    }
    auto order = TRY(order_from(asked, desk.settings, desk.blueprints, now));
    if (content_of(order) != request.content)
        return refuse("what the certificate would say has changed since it was asked for: ask "
                      "anew");
    return order;
}

} // namespace

bool needs_approval(const Order& order)
{
    return order.profile->approval && order.kind == "issue";
}

Result<Decided, Refusal> ask(Order order, const record::Record& record, const Desk& desk, Time now)
{
    const auto& limits = desk.settings.approval;
    const auto fresh = submission_of(order, record, desk, now);
    if (fresh.record.size() > record_limit)
        return refuse("the request is too long to wait for approval: it may have " +
                      std::to_string(record_limit) + " bytes");
    const auto there = TRY(
        blame(Subcode::enrollment_server,
              ledger::Submissions(desk.ledger)
                  .submit(fresh, {limits.waiting_per_user, limits.waiting, oldest(desk, now)})));
    if (!there)
        return refuse("as many requests wait for approval as may: ask your administrator");
    if (there->stage == Stage::denied)
        return refuse_denied(*there);
    if (there->stage == Stage::waiting && record::is_plain(record))
        return pending(*there);
    if (there->stage == Stage::waiting) {
        auto refusal =
            refusal_of(Subcode::authorization,
                       {Errc::refused, "an administrator has to approve this enrollment (request " +
                                           std::to_string(there->number) + "): try again later"});
        refusal.fault.error_type = fault::ErrorType::custom_server_error;
        return refusal;
    }
    const config::Profile* profile = order.profile;
    auto entry = TRY(certificate_of(*there, desk));
    if (entry)
        return Decided{.entry = std::move(*entry), .profile = profile, .request = there->number};
    return use(std::move(order), *there, desk, now);
}

Result<Decided, Refusal> poll(const record::Record& record, const Desk& desk, Time now)
{
    if (!record.identity || !record.request)
        return refusal_of(
            Subcode::internal_service_fault,
            {Errc::malformed, "the record has no identity or no request", "mdm-record(5)"});
    const auto number = ledger::request_id_from(record.request->request_id);
    const auto found =
        TRY(blame(Subcode::enrollment_server,
                  number ? ledger::Submissions(desk.ledger).find(*number)
                         : Result<std::optional<Submission>>(std::optional<Submission>())));
    if (!found || found->client != record::client_of(record) ||
        !equal_ignoring_case(found->user, record.identity->user))
        return refuse("you have no request of this RequestID");
    if (found->stage == Stage::denied)
        return refuse_denied(*found);
    if (found->stage == Stage::waiting && found->asked_at < oldest(desk, now))
        return refuse("nobody has approved the request in time: ask anew");
    if (found->stage == Stage::waiting)
        return pending(*found);
    auto entry = TRY(certificate_of(*found, desk));
    if (entry) {
        const auto* profile = find_profile(desk.settings.profiles, found->profile);
        if (profile == nullptr)
            return refuse("there is no certificate profile '" + printable(found->profile) +
                          "' any more");
        return Decided{.entry = std::move(*entry), .profile = profile, .request = found->number};
    }
    auto order = TRY(order_again(*found, *record.identity, desk, now));
    return use(std::move(order), *found, desk, now);
}

} // namespace mdm::enrollment
