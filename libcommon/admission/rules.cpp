#include "admission/rules.h"

#include "admission/audience.h"
#include "admission/tests.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::admission {
namespace {

using config::Audience;
using config::Rule;
using config::Step;
using config::Topic;

bool looks_at_users(const Audience& audience)
{
    return audience.users || audience.groups;
}

/// Whether requests of a kind tell all that an audience looks at.
bool is_told(const Audience& audience, Step step)
{
    switch (step) {
    case Step::discover:
        return !looks_at_users(audience) && !audience.enrollment_types && !audience.clients;
    case Step::policy:
        return !audience.enrollment_types && !audience.device_types && !audience.clients;
    case Step::issue:
    case Step::renew:
        break;
    }
    return true;
}

bool concerns(const Rule& rule, Step step, const record::Record& record)
{
    const bool renews = record.identity && record.identity->method == "renewal";
    if (!is_asked(rule, step) || (renews && !is_asked(rule, Step::renew)))
        return false;
    if (!is_told(rule.audience, step) || (rule.except && !is_told(*rule.except, step)))
        return false;
    return lets(rule.audience, record) && !(rule.except && lets(*rule.except, record));
}

bool is_for_everybody(const Rule& rule)
{
    const Audience& audience = rule.audience;
    return !rule.except && !looks_at_users(audience) && !audience.enrollment_types &&
           !audience.device_types && !audience.clients;
}

std::size_t devices_of(const config::DeviceCap& cap, const record::Record& record)
{
    std::optional<std::size_t> most;
    if (record.identity)
        for (const auto& [group, devices] : cap.groups)
            for (const std::string& own : record.identity->groups)
                if (equal_ignoring_case(group, own))
                    most = std::max(most.value_or(0), devices);
    return most.value_or(cap.devices);
}

} // namespace

Rules::Rules(const config::Admission& admission, std::string language, Surroundings surroundings)
    : admission_(admission), language_(std::move(language)), surroundings_(std::move(surroundings))
{
}

Result<const ItemList*> Rules::list_of(const config::ListTest& test)
{
    auto found = lists_.find(&test);
    if (found == lists_.end())
        found = lists_.emplace(&test, TRY(ItemList::load(test.list, test.matter))).first;
    return &found->second;
}

/// A list of licensed users, a program, or both: then either will do.
Result<std::optional<Finding>> Rules::test_license(const Rule& rule, Step step,
                                                   const record::Record& record)
{
    std::optional<Finding> found;
    if (!rule.lists.empty() || !rule.command) {
        const auto lists = [&](const config::ListTest& one) { return list_of(one); };
        found = TRY(test_facts(rule, step, record, lists));
        if (!found || !rule.command)
            return found;
    }
    found = TRY(ask(*rule.command, record, surroundings_));
    if (found && !found->spoken)
        found->reason = "you have no licence for device management";
    return found;
}

Result<std::optional<Finding>> Rules::test(const Rule& rule, Step step,
                                           const record::Record& record, Time now)
{
    const auto lists = [&](const config::ListTest& one) { return list_of(one); };
    switch (rule.topic) {
    case Topic::maintenance:
        return test_maintenance(*rule.maintenance, now);
    case Topic::user:
        return test_user(rule, record, lists);
    case Topic::license:
        return test_license(rule, step, record);
    case Topic::custom: {
        auto found = TRY(ask(*rule.command, record, surroundings_));
        if (found && !found->spoken)
            found->reason = "the server refused the enrollment";
        return found;
    }
    case Topic::device:
    case Topic::enrollment:
    case Topic::enrollment_data:
    case Topic::known_device:
        return test_facts(rule, step, record, lists);
    case Topic::cap:
        break;
    }
    return std::optional<Finding>();
}

Result<void, Objection> Rules::admit(Step step, const record::Record& record, Time now)
{
    for (const Rule& rule : admission_.rules) {
        if (!concerns(rule, step, record))
            continue;
        const auto found = test(rule, step, record, now);
        if (!found)
            return out_of_order(rule, found.error(), language_);
        if (*found)
            return object(rule, **found, record, language_);
    }
    return {};
}

Result<void, Objection> Rules::admit_anybody(Step step, const record::Record& record,
                                             Time now) const
{
    for (const Rule& rule : admission_.rules) {
        if (!rule.maintenance || !is_for_everybody(rule) || !is_asked(rule, step))
            continue;
        if (const auto found = test_maintenance(*rule.maintenance, now))
            return object(rule, *found, record, language_);
    }
    return {};
}

std::optional<Cap> cap_of(const config::Admission& admission, const record::Record& record,
                          const std::string& language)
{
    std::optional<Cap> least;
    if (record.kind != record::Kind::issue)
        return least;
    for (const Rule& rule : admission.rules) {
        if (!rule.cap || !concerns(rule, Step::issue, record))
            continue;
        const auto devices = devices_of(*rule.cap, record);
        if (least && least->devices <= devices)
            continue;
        const std::string most = std::to_string(devices);
        least = {devices, object(rule,
                                 {"you have enrolled as many devices as you may, " + most +
                                      ": remove one that you no longer use",
                                  "the user has " + most + " devices or more"},
                                 record, language)};
    }
    return least;
}

std::optional<Step> step_of(const record::Record& record)
{
    switch (record.kind) {
    case record::Kind::policy:
    case record::Kind::query: // which tells no more of a device than GetPolicies
        return Step::policy;
    case record::Kind::issue:
        return Step::issue;
    case record::Kind::renew:
        return Step::renew;
    case record::Kind::unknown:
        break;
    }
    return std::nullopt;
}

} // namespace mdm::admission
