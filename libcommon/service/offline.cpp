#include "service/offline.h"

#include "enrollment/profile.h"
#include "x509/certificate.h"

namespace mdm::service {
namespace {

/// What the texts of a profile are filled from.
record::Record facts_of(const OfflineOrder& order)
{
    record::Record record;
    record.trace_id = order.trace_id;
    record.identity = record::Identity{.method = {}, .user = order.user};
    if (!order.device_id.empty())
        record.device = {{"DeviceID", {order.device_id}}};
    return record;
}

} // namespace

Error error_of(const enrollment::Refusal& refusal)
{
    const bool inside = refusal.fault.subcode == fault::Subcode::enrollment_server;
    return {inside ? Errc::environment : Errc::refused, refusal.log};
}

Result<enrollment::Order> order_for(const config::Settings& settings,
                                    const config::Profile& profile,
                                    const enrollment::Blueprint& blueprint, std::string_view file,
                                    const OfflineOrder& order, Time now)
{
    const auto der = TRY(x509::decode_request_file(file));
    auto request = TRY(x509::parse_request(der, blueprint.key_rules));
    const auto record = facts_of(order);
    const auto requested = TRY(enrollment::requested_of(blueprint, der));
    const enrollment::Facts facts{record, settings.provisioning.provider_id,
                                  request.public_key_info, &requested};
    if (!order.subject && blueprint.subject.find_missing(facts) == "user")
        return Error{Errc::usage, "the profile's subject needs --user, or give --subject"};
    auto names = TRY(enrollment::fill(blueprint, facts, {order.subject, order.alternative_names}));
    std::string distinction = order.distinction + "\n" + names.subject;
    for (const std::string& name : names.alternative_names)
        distinction += "\n" + name;
    const Time end =
        order.lifetime ? now + *order.lifetime : TRY(enrollment::require_end(profile, now));
    return enrollment::Order{.profile = &profile,
                             .blueprint = &blueprint,
                             .request = std::move(request),
                             .kind = "offline",
                             .trace_id = order.trace_id,
                             .user = order.user,
                             .device_id = order.device_id,
                             .names = std::move(names),
                             .not_before = now - profile.backdate,
                             .not_after = end,
                             .distinction = distinction};
}

Result<record::Issued> issue_offline(enrollment::Signer& signer, std::string_view file,
                                     const OfflineOrder& order, Time now)
{
    const config::Profile& profile =
        *TRY(enrollment::find_profile(signer.settings(), order.profile));
    TRY(signer.ready(profile));
    const auto& blueprint = signer.blueprints().find(profile);
    if (!blueprint)
        return blueprint.error();
    std::vector<enrollment::Order> orders;
    orders.push_back(TRY(order_for(signer.settings(), profile, *blueprint, file, order, now)));
    auto results = signer.issue(std::move(orders), now);
    if (!results.front())
        return error_of(results.front().error());
    return std::move(results.front()).value();
}

Result<Format> format_from(std::string_view word)
{
    if (word == "pem")
        return Format::pem;
    if (word == "der")
        return Format::der;
    if (word == "chain")
        return Format::chain;
    return Error{Errc::usage, "'" + std::string(word) + "' is none of pem, der, chain"};
}

std::string to_text(const record::Issued& issued, Format format)
{
    if (format == Format::der)
        return std::string(text_of(issued.certificate));
    std::string text = x509::to_pem(issued.certificate);
    if (format == Format::chain)
        for (const Bytes& above : issued.chain)
            text += x509::to_pem(above);
    return text;
}

} // namespace mdm::service
