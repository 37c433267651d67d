#include "device/discover_answer.h"

#include "core/text.h"
#include "core/url.h"
#include "device/sequence.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace mdm::device {
namespace {

namespace ns = xml::ns;
using Nil = Part::Nil;

constexpr std::string_view spec = "MS-MDE2 3.1.4.1.1.2";

/// xsd:all would allow any order; every published answer has this one, and clients read by
/// position.
constexpr std::array<Part, 5> result_parts{{
    {"AuthPolicy"},
    {"EnrollmentVersion", Nil::yes, true},
    {"EnrollmentPolicyServiceUrl", Nil::yes, true},
    {"EnrollmentServiceUrl"},
    {"AuthenticationServiceUrl", Nil::yes, true},
}};

std::optional<double> decimal(std::string_view text)
{
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (parsed.ec != std::errc{} || parsed.ptr != end)
        return std::nullopt;
    return value;
}

void check_version(const DiscoverAnswer& answer, const std::string& request_version, Step& step)
{
    const auto asked = decimal(request_version);
    const auto version = decimal(answer.version);
    if (answer.version.empty()) {
        if (asked && *asked >= 3)
            step.find("EnrollmentVersion is missing in the answer to version " + request_version,
                      spec);
    } else if (!version) {
        step.find(fmt::format("EnrollmentVersion is '{}', expected a decimal number",
                              printable(answer.version)),
                  spec);
    } else if (asked && (*version > *asked || *version < 3)) {
        step.find(fmt::format("EnrollmentVersion is {}, expected 3.0 to the requested {}",
                              answer.version, request_version),
                  spec);
    }
}

/// The host of an https URL; nothing, and a finding, for any other text.
std::optional<std::string> https_host(std::string_view what, const std::string& text, Step& step)
{
    const auto url = parse_url(text);
    if (url && url->scheme == "https")
        return url->host;
    step.find(fmt::format("{} is '{}', expected an https URL", what, printable(text)), spec);
    return std::nullopt;
}

void check_urls(const DiscoverAnswer& answer, Step& step)
{
    const auto enrollment = https_host("EnrollmentServiceUrl", answer.enrollment_url, step);
    if (answer.policy_url.empty()) {
        step.find("EnrollmentPolicyServiceUrl is missing", spec);
    } else {
        const auto policy = https_host("EnrollmentPolicyServiceUrl", answer.policy_url, step);
        if (policy && enrollment && *policy != *enrollment)
            step.find(fmt::format("the policy service is on {}, the enrollment service on {}; "
                                  "expected one host",
                                  *policy, *enrollment),
                      learn);
    }
    if (answer.auth_policy == "Federated" || !answer.authentication_url.empty())
        https_host("AuthenticationServiceUrl", answer.authentication_url, step);
}

} // namespace

Result<DiscoverAnswer> read_discover_answer(const xml::Element& body,
                                            std::span<const std::string> offered,
                                            const std::string& request_version, Step& step)
{
    if (!body.is({ns::discovery, "DiscoverResponse"}))
        return Error{
            Errc::malformed,
            "the body is " + printable(to_text(body.name())) + ", expected DiscoverResponse", spec};
    const auto result = TRY(xml::child(body, {ns::discovery, "DiscoverResult"}));
    check_sequence(result, ns::discovery, result_parts, spec, step);
    const auto text = [&](std::string_view local) {
        return text_of_first(result, {ns::discovery, local});
    };
    DiscoverAnswer answer{text("AuthPolicy"), text("EnrollmentVersion"),
                          text("EnrollmentPolicyServiceUrl"), text("EnrollmentServiceUrl"),
                          text("AuthenticationServiceUrl")};
    step.add("policy", printable(answer.auth_policy));
    step.add("version", printable(answer.version));
    step.add("policy service", printable(answer.policy_url));
    step.add("enrollment service", printable(answer.enrollment_url));
    if (std::find(offered.begin(), offered.end(), answer.auth_policy) == offered.end())
        return Error{Errc::malformed,
                     fmt::format("AuthPolicy is '{}', which the device did not offer",
                                 printable(answer.auth_policy)),
                     spec};
    check_version(answer, request_version, step);
    check_urls(answer, step);
    return answer;
}

} // namespace mdm::device
