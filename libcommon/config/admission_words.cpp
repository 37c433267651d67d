#include "config/admission.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mdm::config {
namespace {

constexpr std::array<std::pair<Step, std::string_view>, 4> steps{{
    {Step::discover, "discover"},
    {Step::policy, "policy"},
    {Step::issue, "issue"},
    {Step::renew, "renew"},
}};

constexpr std::array<std::pair<Matter, std::string_view>, 9> matters{{
    {Matter::users, "users"},
    {Matter::groups, "groups"},
    {Matter::licensed_users, "licensed_users"},
    {Matter::device_types, "device_types"},
    {Matter::os_editions, "os_editions"},
    {Matter::enrollment_types, "enrollment_types"},
    {Matter::sign_ins, "sign_ins"},
    {Matter::enrollment_data, "enrollment_data"},
    {Matter::devices, "devices"},
}};

/// Those that are enrolled into management (MS-MDE2 2.2.9.6, and PRODUCT_* of the Windows SDK).
constexpr std::array<std::pair<std::string_view, unsigned>, 16> editions{{
    {"Enterprise", 4},
    {"EnterpriseN", 27},
    {"Professional", 48},
    {"ProfessionalN", 49},
    {"EnterpriseEvaluation", 72},
    {"CoreN", 98},
    {"CoreSingleLanguage", 100},
    {"Core", 101},
    {"SurfaceHub", 119},
    {"Education", 121},
    {"EducationN", 122},
    {"IoTUAP", 123},
    {"EnterpriseS", 125},
    {"ProfessionalWorkstation", 161},
    {"ServerRdsh", 175},
    {"IoTEnterprise", 188},
}};

bool is_asked_by_default(const Rule& rule, Step step)
{
    if (step == Step::issue)
        return true;
    switch (rule.topic) {
    case Topic::maintenance:
        return true;
    case Topic::user:
        return step != Step::discover;
    case Topic::device:
        return step == Step::discover;
    case Topic::known_device: // where it only shuts out
        return step == Step::renew && std::none_of(rule.lists.begin(), rule.lists.end(),
                                                   [](const ListTest& test) { return test.allow; });
    case Topic::license:
    case Topic::enrollment:
    case Topic::enrollment_data:
    case Topic::cap:
    case Topic::custom:
        break;
    }
    return false;
}

} // namespace

std::string_view to_text(Step step)
{
    for (const auto& [value, word] : steps)
        if (value == step)
            return word;
    return {};
}

std::string_view to_text(Matter matter)
{
    for (const auto& [value, word] : matters)
        if (value == matter)
            return word;
    return {};
}

bool is_asked(const Rule& rule, Step step)
{
    if (!rule.steps)
        return is_asked_by_default(rule, step);
    return std::find(rule.steps->begin(), rule.steps->end(), step) != rule.steps->end();
}

std::optional<unsigned> os_edition_from(std::string_view word)
{
    for (const auto& [name, number] : editions)
        if (equal_ignoring_case(name, word))
            return number;
    unsigned number = 0;
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || parsed.ec != std::errc{} || parsed.ptr != word.data() + word.size())
        return std::nullopt;
    return number;
}

std::string os_edition_names()
{
    std::string names;
    for (const auto& edition : editions)
        names.append(names.empty() ? "" : ", ").append(edition.first);
    return names;
}

} // namespace mdm::config
