#include "service/certificate_check.h"

#include "core/text.h"
#include "ledger/ledger.h"
#include "service/checked_signature.h"

namespace mdm::service {
namespace {

using enrollment::Refusal;
using enrollment::refusal_of;
using fault::Subcode;

constexpr std::string_view checker = "mdm-check-signature";

/// The exit statuses of mdm-check-signature(1).
Refusal refusal_by(const Finished& finished, const Program& program)
{
    const std::string reason = signature_complaint(finished);
    const int status = finished.status;
    if (status == 1)
        return refusal_of(Subcode::authentication, {Errc::refused, reason});
    if (status == 3)
        return refusal_of(Subcode::invalid_security, {Errc::malformed, reason});
    const std::string ended = program.path + ": status " + std::to_string(status);
    return refusal_of(Subcode::enrollment_server,
                      {Errc::environment, reason.empty() ? ended : ended + ": " + reason});
}

Result<enrollment::SignedMessage, Refusal> verify(ByteView message,
                                                  const config::Settings& settings, Time now)
{
    constexpr auto server = Subcode::enrollment_server;
    TRY(enrollment::blame(server, config::require(settings.certificate)));
    Program program = signature_program(settings, now);
    program.input = message;
    const auto finished = TRY(enrollment::blame(server, run_program(program)));
    if (finished.status != 0)
        return refusal_by(finished, program);
    auto checked = TRY(enrollment::blame(server, parse_checked_signature(finished.output)));
    return enrollment::SignedMessage{.identity = {.method = "certificate",
                                                  .user = std::move(checked.user),
                                                  .certificate = std::move(checked.thumbprint)},
                                     .envelope = std::move(checked.envelope)};
}

Result<void> remember(const enrollment::Footprint& footprint, const config::Ledger& settings,
                      Time now)
{
    TRY(config::require(settings.url, "ledger", "url"));
    auto ledger = TRY(ledger::Ledger::open(settings.url));
    switch (TRY(ledger.remember({.content = footprint.content,
                                 .message = footprint.message,
                                 .certificate = footprint.certificate,
                                 .good_until = footprint.good_until},
                                now))) {
    case ledger::Seen::never:
    case ledger::Seen::same:
        break;
    case ledger::Seen::other:
        return Error{Errc::refused,
                     "this signature stood in another message before: sign a new request"};
    case ledger::Seen::too_often:
        return Error{Errc::refused,
                     "the certificate signed too many requests in a short time: try again later"};
    }
    return {};
}

} // namespace

Program signature_program(const config::Settings& settings, Time now)
{
    const config::Certificate& how = settings.certificate;
    Program program{.path = how.command.empty() ? program_beside(checker) : how.command,
                    .environment = {"LC_ALL=C.UTF-8"}};
    const auto add = [&](std::string_view option, const std::string& value) {
        program.arguments.insert(program.arguments.end(), {std::string(option), value});
    };
    add("--anchors", how.anchors);
    if (!how.intermediates.empty())
        add("--intermediates", how.intermediates);
    if (how.authorities_from_message)
        program.arguments.emplace_back("--authorities-from-message");
    for (const auto& path : how.revocation_lists)
        add("--crl", path);
    for (const auto& oid : how.extended_key_usages)
        add("--eku", oid);
    for (const auto& source : how.user)
        add("--user", source);
    add("--limit", std::to_string(settings.service.body_limit));
    add("--now", to_text_with_milliseconds(now));
    program.time_limit = how.time_limit;
    // What was signed is no longer than a few times the message; base64 adds a third.
    program.output_limit = 8 * settings.service.body_limit;
    return program;
}

std::string signature_complaint(const Finished& finished)
{
    std::string_view line = trim(finished.errors);
    line = line.substr(0, line.find('\n'));
    const std::string front = std::string(checker) + ": ";
    return printable(line.starts_with(front) ? line.substr(front.size()) : line, 1000);
}

enrollment::CertificateCheck certificate_check(const config::Settings& settings,
                                               const enrollment::Arrival& arrival)
{
    return {.verify = [&](ByteView message) { return verify(message, settings, arrival.now); },
            .timestamp = {.window = settings.certificate.window,
                          .clock_skew = settings.certificate.clock_skew},
            .remember =
                [&](const enrollment::Footprint& footprint) {
                    return remember(footprint, settings.ledger, arrival.now);
                }};
}

} // namespace mdm::service
