#include "admission/list.h"
#include "admission/tests.h"
#include "service/config_checks.h"

#include <algorithm>
#include <set>

namespace mdm::service {
namespace {

using config::Rule;
using config::Step;

/// Complains of one rule.
class Complainer {
public:
    Complainer(const Rule& rule, Complaints& complaints)
        : where_("[admission] rule '" + rule.name + "'"), complaints_(complaints)
    {
    }
    void operator()(const std::string& what) { complaints_.push_back(where_ + ": " + what); }
    [[nodiscard]] const std::string& where() const { return where_; }
    Complaints& complaints() { return complaints_; }

private:
    std::string where_;
    Complaints& complaints_;
};

/// Whether any way of signing in says which groups a user is in.
bool knows_groups(const config::Settings& settings)
{
    const auto& checkers = settings.onpremise.checkers;
    const auto& issuers = settings.federated.issuers;
    return std::ranges::any_of(checkers, [](const auto& one) { return !one.command.empty(); }) ||
           std::ranges::any_of(issuers, [](const auto& one) { return !one.groups_claim.empty(); });
}

bool looks_at_groups(const Rule& rule)
{
    return rule.audience.groups || (rule.except && rule.except->groups) ||
           (rule.cap && !rule.cap->groups.empty()) ||
           std::ranges::any_of(
               rule.lists, [](const auto& test) { return test.matter == config::Matter::groups; });
}

void check_list(const config::ListTest& test, Complainer& complain)
{
    const std::string name = (test.matter == config::Matter::licensed_users ? ""
                              : test.allow                                  ? "allow_"
                                                                            : "deny_") +
                             std::string(to_text(test.matter));
    if (!test.list.file.empty())
        require_unchangeable(complain.where() + " " + name, test.list.file, complain.complaints());
    const auto list = admission::ItemList::load(test.list, test.matter);
    if (!list)
        complain(complaint(name, list.error()));
    else if (list->size() == 0)
        complain(name +
                 " is empty: " + (test.allow ? "nothing passes it" : "everything passes it"));
}

void check_maintenance(const config::Maintenance& maintenance, Time now, Complainer& complain)
{
    if (maintenance.until && *maintenance.until <= now)
        complain("maintenance was over at " + to_text(*maintenance.until));
}

void check_reasons(const Rule& rule, Complainer& complain)
{
    for (const auto& [language, text] : rule.reasons) {
        if (!language.empty() && !fault::is_language_tag(language))
            complain("reason: '" + language + "' is no language tag [RFC 5646]");
        if (text.empty())
            complain("reason is empty");
    }
}

/// What contradicts the rest of the configuration.
void check_fit(const Rule& rule, const config::Settings& settings, Complainer& complain)
{
    if (looks_at_groups(rule) && !knows_groups(settings))
        complain("it looks at groups, and nothing tells the groups of a user: neither a checker "
                 "with a command nor a groups_claim");
    if (rule.steps && rule.steps->empty())
        complain("kinds is empty: it is never asked");
    if (rule.steps && *rule.steps == std::vector{Step::renew} && !settings.renewal)
        complain("it is asked of renewals alone, and there is no [renewal]");
    if (rule.cap && settings.ledger.url.empty())
        complain("a device cap is counted in the ledger, and there is no [ledger]");
    const auto& policies = settings.service.auth_policies;
    for (const config::ListTest& test : rule.lists)
        if (test.matter == config::Matter::sign_ins)
            for (const std::string& item : test.list.items)
                if (std::ranges::find(policies, item) == policies.end())
                    complain("allow_sign_ins has " + item +
                             ", which [service] auth_policies does not offer");
    const std::string& least = rule.least_os_version;
    const std::string& most = rule.most_os_version;
    if (!least.empty() && !most.empty() && admission::compare_versions(least, most) > 0)
        complain("least_os_version is above most_os_version: no device passes it");
}

} // namespace

void check_admission(const Subject& subject, Complaints& complaints)
{
    std::set<std::string> names;
    for (const Rule& rule : subject.settings.admission.rules) {
        Complainer complain(rule, complaints);
        if (!names.insert(rule.name).second)
            complain("another rule has the same name");
        for (const config::ListTest& test : rule.lists)
            check_list(test, complain);
        if (rule.maintenance)
            check_maintenance(*rule.maintenance, subject.now, complain);
        if (rule.command)
            require_program(complain.where(), rule.command->words.front(), complaints);
        check_reasons(rule, complain);
        check_fit(rule, subject.settings, complain);
    }
}

} // namespace mdm::service
