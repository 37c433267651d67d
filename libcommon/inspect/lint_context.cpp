#include "core/base64.h"
#include "core/text.h"
#include "inspect/lint_parts.h"
#include "inspect/words.h"
#include "wstep/request.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

bool is_boolean(std::string_view text)
{
    return equal_ignoring_case(text, "true") || equal_ignoring_case(text, "false");
}

bool is_version(std::string_view text)
{
    return split(text, '.').size() == 4 &&
           text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_number(std::string_view text)
{
    return whole_number(text).has_value();
}

/// Six octets with ':' or '-' between them.
bool is_mac(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i % 3 == 2 ? text[i] != ':' && text[i] != '-'
                       : std::isxdigit(static_cast<unsigned char>(text[i])) == 0)
            return false;
    return text.size() == 17;
}

bool is_hash(std::string_view text)
{
    return text.size() == 64 && parse_hex(text).has_value();
}

bool is_base64(std::string_view text)
{
    return decode_base64(text).has_value();
}

/// 1 to 100 letters and digits with single hyphens inside.
bool is_correlator(std::string_view text)
{
    const bool known = std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
    });
    return known && !text.empty() && text.size() <= 100 && text.front() != '-' &&
           text.find("--") == std::string_view::npos;
}

struct Form {
    std::string_view name;
    bool (*fits)(std::string_view text);
    std::string_view expected;
};
constexpr std::string_view boolean = "true or false";
constexpr std::string_view base64 = "base64";
constexpr std::array<Form, 24> forms{{
    {"OSEdition", is_number, "a whole number"},
    {"OSVersion", is_version, "a.b.c.d"},
    {"ApplicationVersion", is_version, "a.b.c.d"},
    {"MAC", is_mac, "six octets with ':' or '-' between them"},
    {"IMEI", is_number, "digits"},
    {"TargetedUserLoggedIn", is_boolean, boolean},
    {"HWDevID", is_hash, "64 hexadecimal digits"},
    {"BulkAADJ", is_boolean, boolean},
    {"ZeroTouchProvisioning", is_uuid, "a UUID"},
    {"OfflineAutoPilotEnrollmentCorrelator", is_correlator,
     "1 to 100 letters, digits and single hyphens"},
    {"UXInitiated", is_boolean, boolean},
    {"BootstrapDomainJoin", is_boolean, boolean},
    {"PlugandForget", is_boolean, boolean},
    {"WhiteGlove", is_boolean, boolean},
    {"WhiteGloveHybridJoin", is_boolean, boolean},
    {"NotInOobe", is_boolean, boolean},
    {"AzVMIAMExtensionJoin", is_boolean, boolean},
    {"RequestVersion", is_decimal, "a decimal number"},
    {"AIKAttestationClaim", is_base64, base64},
    {"AIKPub", is_base64, base64},
    {"AIKCert", is_base64, base64},
    {"AadAIKAttestationClaim", is_base64, base64},
    {"AADPub", is_base64, base64},
    {"AzureAttestationBlob", is_base64, base64},
}};

void lint_value(Report& report, const Element& item, const std::string& name,
                const std::string& text)
{
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
    });
    if (control || text.size() > wstep::context_value_max)
        report.find("context-value", item,
                    control ? "a control character" : "a value that is too long",
                    fmt::format("at most {} bytes of text", wstep::context_value_max));
    for (const Form& form : forms)
        if (form.name == name && !text.empty() && !form.fits(text))
            report.find("context-form", item, "'" + text + "'", std::string(form.expected));
    if (name == "EnrollmentType" && text != "Full" && text != "Device")
        report.find("enrollment-type", item, "'" + text + "'", "Full or Device");
}

} // namespace

void lint_context(Report& report, const Element& context, bool issue)
{
    std::set<std::string> seen;
    const auto items = context.children({ns::authorization, "ContextItem"});
    for (const auto& item : items) {
        const std::string attribute = attribute_of(item, "Name");
        const std::string name(trim(attribute));
        if (name.empty()) {
            report.find("context-name", item, "no Name", "a Name");
            continue;
        }
        if (!seen.insert(name).second && name != "MAC" && name != "IMEI")
            report.find("context-twice", item, name + " a second time", "once");
        const auto value = first_of(item, {ns::authorization, "Value"});
        if (!value)
            report.find("context-name", item, "no Value", "a Value inside the ContextItem");
        else
            lint_value(report, item, name, std::string(trim(value->text())));
    }
    if (items.size() > wstep::context_items_max)
        report.find("context-value", context, fmt::format("{} items", items.size()),
                    fmt::format("at most {}", wstep::context_items_max));
    if (issue && !seen.contains("DeviceID"))
        report.find("context-device-id", context, "no DeviceID",
                    "the id by which devices are told apart");
}

} // namespace mdm::inspect
