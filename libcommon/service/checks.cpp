#include "service/checks.h"

#include "admission/rules.h"
#include "auth/checker.h"
#include "auth/checker_program.h"
#include "core/file.h"
#include "ledger/ledger.h"
#include "service/certificate_check.h"
#include "service/terms.h"
#include "service/token_check.h"
#include "x509/certificate.h"

#include <algorithm>
#include <memory>

namespace mdm::service {
namespace {

using enrollment::Arrival;
using enrollment::Refusal;
using fault::Subcode;

bool offers(const config::Settings& settings, std::string_view policy)
{
    const auto& policies = settings.service.auth_policies;
    return std::find(policies.begin(), policies.end(), policy) != policies.end();
}

/// All that a checker program gets to see of its surroundings: enough for a script, and where the
/// configuration is, for those that read it too.
std::vector<std::string> environment_of(const config::Settings& settings)
{
    std::vector<std::string> variables{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    if (!settings.path.empty())
        variables.push_back("ENROLLKIT_CONFIG=" + settings.path);
    return variables;
}

auth::Checker checker_of(const config::Checker& checker, const config::Settings& settings,
                         const Arrival& arrival, cli::Log& log)
{
    if (checker.command.empty())
        return auth::password_file_checker(checker.password_file);
    const auto remark = [&](const std::string& line) {
        log.write({.level = cli::Level::warning, .message = line, .trace_id = arrival.trace_id});
    };
    auto asked =
        auth::program_checker({.path = checker.command.front(),
                               .arguments = {checker.command.begin() + 1, checker.command.end()},
                               .environment = environment_of(settings),
                               .time_limit = checker.time_limit},
                              arrival.now, remark);
    asked.groups = checker.groups;
    return asked;
}

Refusal refusal_of(const auth::Denial& denial)
{
    if (denial.kind == auth::Denial::Kind::not_asked)
        return enrollment::refusal_of(Subcode::enrollment_server, {Errc::environment, denial.log});
    const bool known = denial.kind == auth::Denial::Kind::authorization;
    auto refusal = enrollment::refusal_of(known ? Subcode::authorization : Subcode::authentication,
                                          {Errc::refused, denial.reason});
    refusal.log = denial.log;
    return refusal;
}

} // namespace

enrollment::PasswordCheck password_check(const config::Settings& settings, const Arrival& arrival,
                                         cli::Log& log)
{
    return [&](const auth::UsernameToken& token) -> Result<auth::Identity, Refusal> {
        TRY(enrollment::blame(Subcode::enrollment_server, config::require(settings.onpremise)));
        std::vector<auth::Checker> checkers;
        for (const config::Checker& checker : settings.onpremise.checkers)
            checkers.push_back(checker_of(checker, settings, arrival, log));
        auto identity = auth::check_password(checkers, token);
        if (!identity)
            return refusal_of(identity.error());
        return std::move(identity).value();
    };
}

namespace {

/// The certificates of a PEM file, added to `all`.
Result<void> add_authorities(const std::string& file, std::vector<x509::Certificate>& all)
{
    const auto pem = TRY(read_file(file));
    auto certificates = TRY_WITHIN(file, x509::parse_pem_certificates(pem));
    std::ranges::move(certificates, std::back_inserter(all));
    return {};
}

/// The ledger is opened when a certificate is looked up, and only to be read.
Result<enrollment::Renewals> load_renewals(const config::Settings& settings)
{
    TRY(config::check_renewal(settings));
    enrollment::Renewals renewals{.rules = *settings.renewal, .profiles = settings.profiles};
    for (const config::Authority& authority : settings.authorities)
        TRY(add_authorities(authority.certificate, renewals.authorities));
    for (const std::string& file : settings.renewal->authorities)
        TRY(add_authorities(file, renewals.authorities));
    renewals.find = [&](const std::string& serial) -> Result<std::optional<ledger::Entry>> {
        auto ledger = TRY(ledger::Ledger::open_to_read(settings.ledger.url));
        return ledger.find_serial(serial);
    };
    return renewals;
}

std::function<Result<enrollment::Renewals>()> renewal_check(const config::Settings& settings)
{
    if (!settings.renewal)
        return {};
    return [&settings] { return load_renewals(settings); };
}

} // namespace

namespace {

std::shared_ptr<admission::Rules> rules_of(const config::Settings& settings, const Arrival& arrival,
                                           cli::Log& log)
{
    const auto remark = [&](const std::string& line) {
        log.write({.level = cli::Level::warning, .message = line, .trace_id = arrival.trace_id});
    };
    return std::make_shared<admission::Rules>(
        settings.admission, settings.service.language,
        admission::Surroundings{.environment = environment_of(settings), .remark = remark});
}

Result<void, Refusal> verdict_of(const Result<void, admission::Objection>& admitted)
{
    if (!admitted)
        return enrollment::refusal_of(admitted.error());
    return {};
}

} // namespace

enrollment::Checks checks_of(const config::Settings& settings, const Arrival& arrival,
                             cli::Log& log)
{
    enrollment::Checks checks{.token = token_check(settings, arrival),
                              .terms = terms_check(settings, arrival)};
    if (offers(settings, "OnPremise"))
        checks.password = password_check(settings, arrival, log);
    if (offers(settings, "Certificate"))
        checks.certificate = certificate_check(settings, arrival);
    checks.renewal = renewal_check(settings);
    if (settings.admission.rules.empty())
        return checks;
    const auto rules = rules_of(settings, arrival, log);
    checks.open = [=, &arrival](const record::Record& record) {
        return verdict_of(rules->admit_anybody(*admission::step_of(record), record, arrival.now));
    };
    checks.admission = [=, &arrival](const record::Record& record) {
        return verdict_of(rules->admit(*admission::step_of(record), record, arrival.now));
    };
    return checks;
}

} // namespace mdm::service
