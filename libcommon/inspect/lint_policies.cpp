#include "core/base64.h"
#include "core/time.h"
#include "device/policies_schema.h"
#include "inspect/lint_parts.h"
#include "inspect/words.h"

#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

std::optional<std::string> text(const Element& parent, std::string_view local)
{
    return value_of(parent, {ns::policy, local});
}

std::vector<Element> all(const std::optional<Element>& parent, std::string_view local)
{
    return parent ? parent->children({ns::policy, local}) : std::vector<Element>();
}

std::optional<Element> child(const Element& parent, std::string_view local)
{
    return first_of(parent, {ns::policy, local});
}

bool is_nil(const Element& parent, std::string_view local)
{
    const auto found = child(parent, local);
    return !found || found->is_nil();
}

bool is_space(Report& report, const Element& payload)
{
    if (payload.name().space == ns::policy)
        return true;
    report.find("payload-namespace", payload, "'" + std::string(payload.name().space) + "'",
                std::string(ns::policy));
    return false;
}

/// The authority's addresses (MS-XCEP 3.1.4.1.3.2, 3.1.4.1.3.3).
void lint_authority(Report& report, const Element& authority)
{
    for (const auto& uri : all(child(authority, "uris"), "cAURI")) {
        const auto method = text(uri, "clientAuthentication").value_or("");
        if (method != "1" && method != "2" && method != "4" && method != "8")
            report.find("xcep-authority", uri, "clientAuthentication '" + method + "'",
                        "1, 2, 4 or 8");
        if (const auto address = text(uri, "uri").value_or(""); !is_https(address))
            report.find("xcep-authority", uri, "uri '" + address + "'", "an https URL");
    }
    const auto certificate = child(authority, "certificate");
    if (!certificate || certificate->text().empty()) {
        report.find("xcep-authority", authority, "no certificate", "base64 of a certificate");
        return;
    }
    const auto der = decode_base64(certificate->text());
    const Subject inner = read_nested(std::string(der ? text_of(*der) : std::string_view()));
    if (inner.kind != Kind::certificate)
        report.find("xcep-authority", *certificate, "what is no certificate",
                    "base64 of a certificate");
    else
        lint_certificate(report, bytes_of(inner.body), &*certificate);
}

void lint_oid(Report& report, const Element& oid)
{
    const auto value = text(oid, "value").value_or("");
    const bool dotted = value.find_first_not_of("0123456789.") == std::string::npos;
    if (value.find('.') == std::string::npos || !dotted)
        report.find("xcep-oid", oid, "value '" + value + "'", "numbers with points between them");
    const auto group = text(oid, "group").value_or("");
    const auto number = whole_number(group);
    if (!number || *number < 1 || *number > 10)
        report.find("xcep-oid", oid, "group '" + group + "'", "1 to 10");
    if (text(oid, "defaultName").value_or("").empty())
        report.find("xcep-oid", oid, "no defaultName", "a name");
}

void lint_not_changed(Report& report, const Element& whole, const Element& response)
{
    for (const std::string_view local : {"cAs", "oIDs"})
        if (!is_nil(whole, local))
            report.find("xcep-not-changed", whole, fmt::format("policiesNotChanged with {}", local),
                        "nil");
    if (!is_nil(response, "policies"))
        report.find("xcep-not-changed", response, "policiesNotChanged with policies", "nil");
}

} // namespace

void lint_policies(Report& report, const Element& get_policies)
{
    if (!is_space(report, get_policies))
        return;
    const auto client = child(get_policies, "client");
    if (!client || client->is_nil() || client->children().empty())
        report.find("policies-client", get_policies, "client is missing, nil or empty",
                    "client with lastUpdate and preferredLanguage");
    else if (const auto time = text(*client, "lastUpdate"); time && !parse_time(*time))
        report.find("last-update", *client, "lastUpdate '" + *time + "'", "a time");
    const auto filter = child(get_policies, "requestFilter");
    for (const std::string_view local : {"clientVersion", "serverVersion"})
        if (const auto number = filter ? text(*filter, local) : std::optional<std::string>();
            number && !whole_number(*number))
            report.find("policies-filter", *filter, fmt::format("{} '{}'", local, *number),
                        "a whole number");
}

void lint_policies_response(Report& report, const Element& whole)
{
    if (!is_space(report, whole))
        return;
    device::check_policies_schema(
        whole, [&](const Element& at, const std::string& message, std::string_view spec) {
            const bool sequence = spec == device::policies_sequence;
            const bool name = spec == device::policies_name;
            report.find(sequence ? "xcep-schema"
                        : name   ? "xcep-common-name"
                                 : "xcep-reference",
                        at, without_path(at, message),
                        sequence ? "the sequence of the schema"
                        : name   ? "a name of its own for each policy"
                                 : "a reference to what is there");
        });
    for (const auto& oid : all(child(whole, "oIDs"), "oID"))
        lint_oid(report, oid);
    for (const auto& authority : all(child(whole, "cAs"), "cA"))
        lint_authority(report, authority);
    const auto response = child(whole, "response");
    if (!response || response->is_nil())
        return;
    if (const auto hours = text(*response, "nextUpdateHours");
        hours && whole_number(*hours).value_or(0) == 0)
        report.find("xcep-number", *response, "nextUpdateHours '" + *hours + "'",
                    "a number above 0");
    const auto unchanged = text(*response, "policiesNotChanged").value_or("");
    if (unchanged == "true" || unchanged == "1")
        return lint_not_changed(report, whole, *response);
    const auto policies = all(child(*response, "policies"), "policy");
    if (policies.empty())
        report.find("xcep-no-policy", *response, "no policy", "a policy to ask for");
    for (const auto& policy : policies)
        lint_policy(report, whole, policy);
}

} // namespace mdm::inspect
