#include "admission/tests.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>

namespace mdm::admission {
namespace {

using config::ListTest;
using config::Matter;
using config::Rule;
using config::Step;

/// The context items that a device is known by. All are its own word. HWDevID is not one of them:
/// clones of a disk image share it.
constexpr const char* device_names[] = {"DeviceID", "SerialNumber", "IMEI", "MAC"};

std::vector<std::string> facts(const record::Record& record, std::string_view name)
{
    std::vector<std::string> values;
    for (const auto& [key, items] : record.device)
        if (equal_ignoring_case(key, name))
            for (const std::string& item : items)
                values.emplace_back(trim(item));
    return values;
}

/// The one fact of a matter; empty for the others.
std::string_view fact_of(Matter matter)
{
    switch (matter) {
    case Matter::device_types:
        return "DeviceType";
    case Matter::os_editions:
        return "OSEdition";
    case Matter::enrollment_types:
        return "EnrollmentType";
    case Matter::enrollment_data:
        return "EnrollmentData";
    case Matter::users:
    case Matter::groups:
    case Matter::licensed_users:
    case Matter::sign_ins:
    case Matter::devices:
        break;
    }
    return {};
}

/// What a list is compared with.
std::vector<std::string> values_of(Matter matter, const record::Record& record)
{
    const auto identity = record.identity.value_or(record::Identity{});
    switch (matter) {
    case Matter::users:
    case Matter::licensed_users:
        return {identity.user};
    case Matter::groups:
        return identity.groups;
    case Matter::sign_ins:
        return {identity.method};
    case Matter::devices: {
        std::vector<std::string> values;
        for (const char* name : device_names)
            std::ranges::move(facts(record, name), std::back_inserter(values));
        return values;
    }
    default:
        return facts(record, fact_of(matter));
    }
}

bool is_renewed_by_certificate(const record::Record& record)
{
    return record.identity && record.identity->method == "renewal";
}

/// Whether a request says what a list is about. How somebody signed in, and the groups, are not
/// known where a certificate proves a renewal.
bool is_known(Matter matter, Step step, const std::vector<std::string>& values,
              const record::Record& record)
{
    if (is_renewed_by_certificate(record) &&
        (matter == Matter::groups || matter == Matter::sign_ins))
        return false;
    return step != Step::discover || !values.empty();
}

std::string quoted(const std::vector<std::string>& values)
{
    std::string text;
    for (const std::string& value : values)
        text.append(text.empty() ? "'" : ", '").append(printable(value, 64)).append("'");
    return text.empty() ? "nothing" : text;
}

/// What is wrong with the facts of a list, for the user and the operator.
Finding finding_of(Matter matter, const std::vector<std::string>& values)
{
    std::string log(to_text(matter));
    log += ": " + quoted(values);
    switch (matter) {
    case Matter::licensed_users:
        return {"you have no licence for device management", log};
    case Matter::devices:
        return {"this device may not be enrolled", log};
    case Matter::enrollment_data:
        return {"the EnrollmentData of this device is not among those that are taken here",
                "EnrollmentData is not taken"};
    case Matter::sign_ins:
        return {"enrolling by this way of signing in is not offered", log};
    default:
        break;
    }
    const std::string name(fact_of(matter));
    return {name + " " + quoted(values) + " is not taken here", log};
}

/// Those of the values that a list has.
Result<std::vector<std::string>>
listed_of(const ListTest& test, const std::vector<std::string>& values, const Lists& lists)
{
    const auto* list = TRY(lists(test));
    std::vector<std::string> listed;
    std::ranges::copy_if(values, std::back_inserter(listed),
                         [&](const auto& value) { return list->contains(value); });
    return listed;
}

std::vector<unsigned long> numbers_of(std::string_view version)
{
    std::vector<unsigned long> numbers;
    for (const auto part : split(version, '.')) {
        unsigned long number = 0;
        const auto end = part.data() + part.size();
        const auto parsed = std::from_chars(part.data(), end, number);
        if (part.empty() || parsed.ec != std::errc{} || parsed.ptr != end)
            return {};
        numbers.push_back(number);
    }
    return numbers;
}

std::optional<Finding> test_os_version(const Rule& rule, Step step, const record::Record& record)
{
    if (rule.least_os_version.empty() && rule.most_os_version.empty())
        return std::nullopt;
    const auto said = facts(record, "OSVersion");
    if (said.empty() && step == Step::discover)
        return std::nullopt;
    const std::string version = said.empty() ? "" : said.front();
    const std::string what = "OSVersion '" + printable(version, 64) + "'";
    const auto both = [&](const std::string& text) { return Finding{text, text}; };
    if (numbers_of(version).empty())
        return both(what + " is not a version of Windows");
    if (!rule.least_os_version.empty() && compare_versions(version, rule.least_os_version) < 0)
        return both(what + " is below " + rule.least_os_version + ": update the device");
    if (!rule.most_os_version.empty() && compare_versions(version, rule.most_os_version) > 0)
        return both(what + " is above " + rule.most_os_version);
    return std::nullopt;
}

} // namespace

int compare_versions(std::string_view version, std::string_view bound)
{
    auto numbers = numbers_of(version);
    const auto bounds = numbers_of(bound);
    if (!numbers.empty())
        numbers.resize(bounds.size());
    return numbers < bounds ? -1 : numbers > bounds ? 1 : 0;
}

std::optional<Finding> test_maintenance(const config::Maintenance& maintenance, Time now)
{
    const bool begun = !maintenance.from || now >= *maintenance.from;
    const bool over = maintenance.until && now >= *maintenance.until;
    if (!maintenance.on || !begun || over)
        return std::nullopt;
    const std::string until = maintenance.until ? " until " + to_text(*maintenance.until) : "";
    return Finding{"the service is being maintained" + until + ": try again later",
                   "maintenance" + until};
}

Result<std::optional<Finding>> test_user(const Rule& rule, const record::Record& record,
                                         const Lists& lists)
{
    bool restricted = false;
    bool allowed = false;
    for (const ListTest& test : rule.lists) {
        const auto values = values_of(test.matter, record);
        if (!is_known(test.matter, Step::issue, values, record)) {
            allowed = allowed || test.allow;
            continue;
        }
        const bool listed = !TRY(listed_of(test, values, lists)).empty();
        if (listed && !test.allow)
            return std::optional(Finding{"this user may not enroll devices",
                                         "deny_" + std::string(to_text(test.matter)) + " has " +
                                             quoted(values_of(Matter::users, record))});
        restricted = restricted || test.allow;
        allowed = allowed || (test.allow && listed);
    }
    if (!restricted || allowed)
        return std::optional<Finding>();
    return std::optional(Finding{"this user may not enroll devices",
                                 "no list has " + quoted(values_of(Matter::users, record))});
}

Result<std::optional<Finding>> test_facts(const Rule& rule, Step step, const record::Record& record,
                                          const Lists& lists)
{
    const auto data = facts(record, "EnrollmentData");
    if (rule.enrollment_data_required && (data.empty() || data.front().empty()))
        return std::optional(Finding{"EnrollmentData is missing", "EnrollmentData is missing"});
    for (const ListTest& test : rule.lists) {
        const auto values = values_of(test.matter, record);
        if (!is_known(test.matter, step, values, record))
            continue;
        const auto listed = TRY(listed_of(test, values, lists));
        if (listed.empty() == test.allow)
            return std::optional(finding_of(test.matter, test.allow ? values : listed));
    }
    return test_os_version(rule, step, record);
}

} // namespace mdm::admission
