#include "config/admission.h"

#include "config/readers.h"
#include "core/text.h"

#include <algorithm>
#include <array>

namespace mdm::config {
namespace {

/// A key that makes a rule one of a topic.
struct TopicKey {
    std::string_view key;
    Topic topic;
};

/// The keys that are not lists.
constexpr std::array<TopicKey, 8> plain_keys{{
    {"maintenance", Topic::maintenance},
    {"license_command", Topic::license},
    {"least_os_version", Topic::device},
    {"most_os_version", Topic::device},
    {"enrollment_data_required", Topic::enrollment_data},
    {"device_cap", Topic::cap},
    {"group_caps", Topic::cap},
    {"command", Topic::custom},
}};

/// A key that has a list.
struct ListKey {
    std::string_view key;
    Matter matter;
    bool allow;
    Topic topic;
};

constexpr std::array<ListKey, 15> list_keys{{
    {"allow_users", Matter::users, true, Topic::user},
    {"deny_users", Matter::users, false, Topic::user},
    {"allow_groups", Matter::groups, true, Topic::user},
    {"deny_groups", Matter::groups, false, Topic::user},
    {"licensed_users", Matter::licensed_users, true, Topic::license},
    {"allow_device_types", Matter::device_types, true, Topic::device},
    {"deny_device_types", Matter::device_types, false, Topic::device},
    {"allow_os_editions", Matter::os_editions, true, Topic::device},
    {"deny_os_editions", Matter::os_editions, false, Topic::device},
    {"allow_enrollment_types", Matter::enrollment_types, true, Topic::enrollment},
    {"deny_enrollment_types", Matter::enrollment_types, false, Topic::enrollment},
    {"allow_sign_ins", Matter::sign_ins, true, Topic::enrollment},
    {"allow_enrollment_data", Matter::enrollment_data, true, Topic::enrollment_data},
    {"allow_devices", Matter::devices, true, Topic::known_device},
    {"deny_devices", Matter::devices, false, Topic::known_device},
}};

constexpr std::array<Step, 4> all_steps{Step::discover, Step::policy, Step::issue, Step::renew};

/// An array of texts, or a table that names a file.
List read_list(Table& table, std::string_view key)
{
    List list;
    if (!table.has_table(key)) {
        table.read(key, list.items);
        return list;
    }
    Table inner = table.table(key);
    inner.read_path("file", list.file);
    if (list.file.empty() || !inner.finish())
        table.fail(key, "an array of texts, or { file = \"PATH\" }");
    return list;
}

void check_items(Table& table, const ListKey& key, const List& list)
{
    if (key.matter == Matter::os_editions)
        for (const std::string& item : list.items)
            if (!os_edition_from(item))
                table.fail(key.key, "an array of numbers, in quotes, and of " + os_edition_names());
    if (key.matter == Matter::sign_ins)
        for (const std::string& item : list.items)
            if (item != "OnPremise" && item != "Federated" && item != "Certificate")
                table.fail(key.key, "an array of \"OnPremise\", \"Federated\", \"Certificate\"");
}

/// The topic of a rule, which all of its keys must have. Its own topic is meaningless where the
/// file is wrong.
Result<Topic> read_topic(const Table& table, const std::string& name)
{
    std::optional<TopicKey> first;
    const auto take = [&](std::string_view key, Topic topic) -> Result<void> {
        if (!table.has(key))
            return {};
        if (first && first->topic != topic)
            return Error{Errc::malformed, "[admission] rule '" + name + "' has both " +
                                              std::string(first->key) + " and " + std::string(key) +
                                              ", which end in different faults: make two rules"};
        if (!first)
            first = {key, topic};
        return {};
    };
    for (const TopicKey& key : plain_keys)
        TRY(take(key.key, key.topic));
    for (const ListKey& key : list_keys)
        TRY(take(key.key, key.topic));
    if (first)
        return first->topic;
    return Error{Errc::malformed, "[admission] rule '" + name +
                                      "' tests nothing: give it maintenance, allow_users, "
                                      "device_cap or another key of enrollkit.toml(5)"};
}

/// Whether requests of a kind tell what a rule of a topic tests.
bool is_known(Topic topic, Step step)
{
    switch (topic) {
    case Topic::maintenance:
        return true;
    case Topic::device:
        return step != Step::policy;
    case Topic::user:
    case Topic::license:
    case Topic::custom:
        return step != Step::discover;
    case Topic::enrollment:
    case Topic::enrollment_data:
    case Topic::known_device:
    case Topic::cap:
        break;
    }
    return step == Step::issue || step == Step::renew;
}

void read_steps(Table& table, Rule& rule)
{
    std::vector<std::string> words;
    table.read("kinds", words);
    if (!table.has("kinds"))
        return;
    rule.steps.emplace();
    for (const std::string& word : words) {
        const auto step = std::find_if(all_steps.begin(), all_steps.end(),
                                       [&](Step one) { return to_text(one) == word; });
        if (step == all_steps.end())
            return table.fail("kinds", "an array of \"discover\", \"policy\", \"issue\", "
                                       "\"renew\"");
        rule.steps->push_back(*step);
    }
    if (rule.topic != Topic::cap &&
        std::ranges::any_of(*rule.steps, [&](Step step) { return !is_known(rule.topic, step); }))
        table.fail("kinds", "others: nothing of this is known there");
    if (rule.topic == Topic::cap && *rule.steps != std::vector{Step::issue})
        table.fail("kinds", "[\"issue\"], or left out: a cap counts new devices");
}

void read_reasons(Table& table, Rule& rule)
{
    if (!table.has_table("reason")) {
        std::string reason;
        table.read("reason", reason);
        if (!reason.empty())
            rule.reasons.emplace_back("", reason);
        return;
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> texts;
    table.read("reason", texts);
    for (const auto& [language, text] : texts) {
        if (text.size() != 1)
            return table.fail("reason", "a text, or a table with a text a language");
        rule.reasons.emplace_back(language, text.front());
    }
}

void read_maintenance(Table& table, Rule& rule)
{
    Maintenance maintenance;
    if (table.has_table("maintenance")) {
        Table inner = table.table("maintenance");
        inner.read("from", maintenance.from);
        inner.read("until", maintenance.until);
        const bool backwards =
            maintenance.from && maintenance.until && *maintenance.until <= *maintenance.from;
        if (const auto read = inner.finish(); !read || backwards)
            table.fail("maintenance", backwards ? "over after it begins"
                                                : "true, false, or { from = TIME, until = TIME }, "
                                                  "times such as 2026-12-24T18:00:00Z");
    } else {
        table.read("maintenance", maintenance.on);
    }
    rule.maintenance = maintenance;
}

void read_cap(Table& table, Rule& rule)
{
    constexpr std::int64_t many = 1'000'000;
    DeviceCap cap;
    if (!table.has("device_cap"))
        table.fail("device_cap", "there beside group_caps: it is for those in none of the groups");
    table.read_number("device_cap", cap.devices, 0, many);
    table.read("group_caps", cap.groups, 0, many);
    rule.cap = std::move(cap);
}

void read_command(Table& table, std::string_view key, const std::string& folder, Rule& rule)
{
    Command command;
    table.read(key, command.words);
    table.read_duration("time_limit_seconds", command.time_limit, 1, 60);
    if (command.words.empty() || command.words.front().empty())
        return table.fail(key, "an array: the path of a program and its arguments");
    if (command.words.front().front() != '/' && !folder.empty())
        command.words.front().insert(0, folder + "/");
    rule.command = std::move(command);
}

void read_versions(Table& table, Rule& rule)
{
    const auto is_version = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
    };
    for (const auto& [key, value] : {std::pair{"least_os_version", &rule.least_os_version},
                                     std::pair{"most_os_version", &rule.most_os_version}}) {
        table.read(key, *value);
        if (table.has(key) && !is_version(*value))
            table.fail(key, "a text such as \"10.0.19045\"");
    }
}

void read_tests(Table& table, const std::string& folder, Rule& rule)
{
    for (const ListKey& key : list_keys) {
        if (!table.has(key.key))
            continue;
        rule.lists.push_back({key.matter, key.allow, read_list(table, key.key)});
        check_items(table, key, rule.lists.back().list);
    }
    read_versions(table, rule);
    table.read("enrollment_data_required", rule.enrollment_data_required);
    if (rule.topic == Topic::maintenance)
        read_maintenance(table, rule);
    if (rule.topic == Topic::cap)
        read_cap(table, rule);
    for (const char* key : {"license_command", "command"})
        if (table.has(key))
            read_command(table, key, folder, rule);
}

Result<Rule> read_rule(Table table, const std::string& folder, std::size_t number)
{
    Rule rule{.name = std::to_string(number), .topic = Topic::user};
    table.read("name", rule.name);
    if (rule.name.empty() || rule.name != printable(rule.name, 100))
        table.fail("name", "a text of 1 to 100 bytes, without control characters");
    rule.topic = TRY(read_topic(table, rule.name));
    rule.audience = TRY(read_audience(table.table("for")));
    if (table.has("except"))
        rule.except = TRY(read_audience(table.table("except")));
    read_tests(table, folder, rule);
    read_steps(table, rule);
    read_reasons(table, rule);
    TRY(table.finish());
    return rule;
}

} // namespace

Result<Admission> read_admission(Table table, const std::string& folder)
{
    Admission admission;
    for (Table& entry : table.tables("rules")) {
        const auto number = admission.rules.size() + 1;
        admission.rules.push_back(TRY(read_rule(std::move(entry), folder, number)));
    }
    TRY(table.finish());
    return admission;
}

} // namespace mdm::config
