#include "core/text.h"
#include "core/url.h"
#include "device/sequence.h"
#include "inspect/lint_parts.h"
#include "inspect/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

constexpr std::array<std::string_view, 3> policies{"Federated", "Certificate", "OnPremise"};

bool is_policy(std::string_view word)
{
    return std::find(policies.begin(), policies.end(), word) != policies.end();
}

/// "10.0.22631.1": four numbers.
bool is_version(std::string_view text)
{
    const auto parts = split(text, '.');
    return parts.size() == 4 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

void lint_policies_offered(Report& report, const Element& list)
{
    const auto words = list.children({list.name().space, "AuthPolicy"});
    if (words.empty() || words.size() > policies.size())
        report.find("auth-policies", list, fmt::format("{} AuthPolicy", words.size()), "1 to 3");
    for (const auto& word : words)
        if (const std::string text(trim(word.text())); !is_policy(text))
            report.find("auth-policies", word, "'" + text + "'",
                        "Federated, Certificate or OnPremise");
}

bool is_email(std::string_view text)
{
    const auto at = text.find('@');
    const bool address = at != std::string_view::npos && at > 0 && at + 1 < text.size();
    return text.empty() || address || text.find('\\') != std::string_view::npos;
}

/// What the value of a child must look like.
void lint_value(Report& report, const Element& child)
{
    const auto local = child.name().local;
    const std::string text(trim(child.text()));
    if (child.is_nil())
        return;
    if (local == "EmailAddress" && !is_email(text))
        report.find("email", child, "a name without a domain", "user@domain or DOMAIN\\user");
    if (local == "RequestVersion" && !is_decimal(text))
        report.find("request-version", child, "'" + text + "'", "a decimal number");
    if (local == "DeviceType" && text != "CIMClient_Windows" && text != "WindowsPhone")
        report.find("device-type", child, "'" + text + "'", "CIMClient_Windows or WindowsPhone");
    if (local == "ApplicationVersion" && !is_version(text))
        report.find("application-version", child, "'" + text + "'", "a.b.c.d");
    if (local == "OSEdition" && !whole_number(text))
        report.find("os-edition", child, "'" + text + "'", "a whole number");
    if (local == "AuthPolicies")
        lint_policies_offered(report, child);
}

void lint_request(Report& report, const Element& request)
{
    constexpr std::array<std::string_view, 7> known{
        "EmailAddress", "RequestVersion", "DeviceType", "ApplicationVersion",
        "OSEdition",    "AuthPolicies",   "OSVersion"};
    std::map<std::string, int, std::less<>> count;
    for (const auto& child : request.children()) {
        const std::string local(child.name().local);
        if (std::find(known.begin(), known.end(), local) == known.end())
            report.find("discover-unknown", child, local, "what MS-MDE2 6 names");
        if (++count[local] == 2)
            report.find("discover-twice", child, local + " a second time", "once");
        lint_value(report, child);
    }
    const auto version = value_of(request, {request.name().space, "RequestVersion"});
    if (version && is_decimal(*version) && std::stod(*version) >= 3 &&
        !count.contains("AuthPolicies"))
        report.find("auth-policies", request, "no AuthPolicies", "those that the device can");
}

/// Checks the namespace of a payload; one with a slash at its end is what devices are told to send.
bool lint_space(Report& report, const Element& payload)
{
    const auto space = payload.name().space;
    if (space == ns::discovery)
        return true;
    const bool slash = space.ends_with('/') && space.substr(0, space.size() - 1) == ns::discovery;
    report.find(slash ? "discover-slash" : "payload-namespace", payload,
                "'" + std::string(space) + "'", std::string(ns::discovery));
    return slash;
}

constexpr std::array<device::Part, 5> result_parts{
    {{"AuthPolicy"},
     {"EnrollmentVersion", device::Part::Nil::yes, true},
     {"EnrollmentPolicyServiceUrl", device::Part::Nil::yes, true},
     {"EnrollmentServiceUrl"},
     {"AuthenticationServiceUrl", device::Part::Nil::yes, true}}};

std::string host_of(const std::optional<std::string>& url)
{
    const auto parsed = url ? parse_url(*url) : Result<Url>(Url{});
    return parsed ? parsed->host : std::string();
}

void lint_urls(Report& report, const Element& result)
{
    for (const auto& child : result.children())
        if (const std::string local(child.name().local);
            local.ends_with("Url") && !child.is_nil() && !is_https(trim(child.text())))
            report.find("service-url", child, "'" + std::string(trim(child.text())) + "'",
                        "an https URL");
    const auto policy = value_of(result, {ns::discovery, "EnrollmentPolicyServiceUrl"});
    const auto enrollment = value_of(result, {ns::discovery, "EnrollmentServiceUrl"});
    if (!policy)
        report.find("policy-url", result, "no EnrollmentPolicyServiceUrl",
                    "the URL of the policy service");
    else if (enrollment && host_of(policy) != host_of(enrollment))
        report.find("one-host", result, host_of(policy) + " and " + host_of(enrollment),
                    "one host for policy and enrollment");
    if (value_of(result, {ns::discovery, "AuthPolicy"}) == "Federated" &&
        value_of(result, {ns::discovery, "AuthenticationServiceUrl"}).value_or("").empty())
        report.find("authentication-url", result, "Federated without AuthenticationServiceUrl",
                    "the URL of the page to sign in");
}

} // namespace

void lint_discover(Report& report, const Element& discover)
{
    if (!lint_space(report, discover))
        return;
    const auto requests = discover.children({discover.name().space, "request"});
    if (requests.size() != 1)
        report.find("discover-request", discover, fmt::format("{} request", requests.size()),
                    "one");
    for (const auto& request : requests)
        lint_request(report, request);
}

void lint_discover_response(Report& report, const Element& response)
{
    if (response.name().space != ns::discovery) {
        report.find("payload-namespace", response, "'" + std::string(response.name().space) + "'",
                    std::string(ns::discovery));
        return;
    }
    const auto result = first_of(response, {ns::discovery, "DiscoverResult"});
    if (!result) {
        report.find("discover-schema", response, "no DiscoverResult", "one");
        return;
    }
    lint_sequence(report, *result, ns::discovery, result_parts, "discover-schema");
    if (const auto policy = value_of(*result, {ns::discovery, "AuthPolicy"});
        policy && !is_policy(*policy))
        report.find("auth-policy", *result, "AuthPolicy '" + *policy + "'",
                    "Federated, Certificate or OnPremise");
    if (const auto version = value_of(*result, {ns::discovery, "EnrollmentVersion"});
        version && (!is_decimal(*version) || std::stod(*version) < 3))
        report.find("enrollment-version", *result, "EnrollmentVersion '" + *version + "'",
                    "3.0 or higher");
    lint_urls(report, *result);
}

} // namespace mdm::inspect
