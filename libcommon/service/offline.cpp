#include "service/offline.h"

#include "enrollment/profile.h"
#include "x509/certificate.h"

namespace mdm::service {
namespace {

/// Errors of the profile and of the authority keep their kind; a refusal by the signer is one.
Error error_of(const enrollment::Refusal& refusal)
{
    const bool inside = refusal.fault.subcode == fault::Subcode::enrollment_server;
    return {inside ? Errc::environment : Errc::refused, refusal.log};
}

} // namespace

Result<record::Issued> issue_offline(enrollment::Signer& signer, std::string_view file,
                                     const OfflineOrder& order, Time now)
{
    const config::Profile& profile =
        *TRY(enrollment::find_profile(signer.settings(), order.profile));
    TRY(signer.ready(profile));
    const auto der = TRY(x509::decode_request_file(file));
    auto request = TRY(x509::parse_request(der, enrollment::key_rules_of(profile)));
    const enrollment::Naming naming{order.user, order.device_id, order.trace_id, "",
                                    request.public_key_info};
    if (!order.subject && order.user.empty() && profile.subject.find("{user}") != std::string::npos)
        return Error{Errc::usage, "the profile's subject needs --user, or give --subject"};
    auto subject = order.subject;
    if (!subject)
        subject = TRY(enrollment::subject_of(profile, naming));
    auto names = order.alternative_names;
    if (names.empty())
        names = TRY(enrollment::alternative_names_of(profile, naming));
    std::string distinction = order.distinction + "\n" + *subject;
    for (const std::string& name : names)
        distinction += "\n" + name;
    const enrollment::Order wanted{.profile = &profile,
                                   .request = std::move(request),
                                   .kind = "offline",
                                   .trace_id = order.trace_id,
                                   .user = order.user,
                                   .device_id = order.device_id,
                                   .subject = *subject,
                                   .alternative_names = names,
                                   .not_before = now - profile.backdate,
                                   .not_after = now + order.lifetime.value_or(profile.validity),
                                   .distinction = distinction};
    auto results = signer.issue(std::span(&wanted, 1), now);
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
