#include "inspect/lint_parts.h"
#include "inspect/words.h"

#include <algorithm>
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

std::optional<Element> child(const Element& parent, std::string_view local)
{
    return first_of(parent, {ns::policy, local});
}

/// The oID that a reference leads to.
std::optional<Element> referred(const Element& whole, const std::string& reference)
{
    if (const auto list = child(whole, "oIDs"))
        for (const auto& oid : list->children({ns::policy, "oID"}))
            if (text(oid, "oIDReferenceID") == reference)
                return oid;
    return std::nullopt;
}

/// A number that must be above 0.
std::optional<std::uint64_t> positive(Report& report, const Element& parent, std::string_view local)
{
    const auto value = text(parent, local).value_or("");
    const auto number = whole_number(value);
    if (number && *number > 0)
        return number;
    report.find("xcep-number", parent, fmt::format("{} '{}'", local, value), "a number above 0");
    return std::nullopt;
}

void lint_validity(Report& report, const Element& validity)
{
    const auto whole = positive(report, validity, "validityPeriodSeconds");
    const auto renewal = positive(report, validity, "renewalPeriodSeconds");
    if (whole && renewal && *renewal >= *whole)
        report.find("xcep-renewal", validity,
                    fmt::format("renewalPeriodSeconds {} of a validity of {}", *renewal, *whole),
                    "a renewal that begins after the start");
}

void lint_key(Report& report, const Element& whole, const Element& key)
{
    const auto length = positive(report, key, "minimalKeyLength");
    const auto reference = text(key, "algorithmOIDReference");
    const auto oid = reference ? referred(whole, *reference) : std::nullopt;
    const bool elliptic = oid && text(*oid, "value") == "1.2.840.10045.2.1";
    constexpr unsigned least = 2048;
    if (length && *length < least && !elliptic)
        report.find("xcep-key-length", key, fmt::format("minimalKeyLength {}", *length),
                    "2048 or more");
    constexpr std::array words{"FailOnError", "IgnoreOnError", "RetryOnError"};
    if (const auto behavior = text(key, "AttestationFailureBehavior");
        behavior && std::find(words.begin(), words.end(), *behavior) == words.end())
        report.find("xcep-attestation", key, "AttestationFailureBehavior '" + *behavior + "'",
                    "FailOnError, IgnoreOnError or RetryOnError");
    if (text(key, "OperationTimeout"))
        positive(report, key, "OperationTimeout");
}

void lint_hash(Report& report, const Element& whole, const Element& attributes)
{
    const auto reference = text(attributes, "hashAlgorithmOIDReference");
    const auto oid = reference ? referred(whole, *reference) : std::nullopt;
    if (!oid) {
        if (!reference)
            report.find("xcep-hash", attributes, "no hashAlgorithmOIDReference",
                        "the oID of SHA-256: devices fall back to SHA-1");
        return;
    }
    const auto value = text(*oid, "value").value_or("");
    if (value.starts_with("1.3.14.3.2."))
        report.find("xcep-hash", *oid, "SHA-1, " + value, "2.16.840.1.101.3.4.2.1, SHA-256");
    else if (!value.starts_with("2.16.840.1.101.3.4.2."))
        report.find("xcep-hash", *oid, "'" + value + "'", "2.16.840.1.101.3.4.2.1, SHA-256");
    if (const auto group = text(*oid, "group").value_or(""); group != "1")
        report.find("xcep-hash-group", *oid, "group " + group + " of a hash", "1");
}

void lint_flags(Report& report, const Element& attributes)
{
    for (const std::string_view local :
         {"privateKeyFlags", "subjectNameFlags", "enrollmentFlags", "generalFlags"})
        if (const auto value = text(attributes, local);
            value && whole_number(*value).value_or(UINT64_MAX) > UINT32_MAX)
            report.find("xcep-flags", attributes, fmt::format("{} '{}'", local, *value),
                        "an unsigned number of 32 bits");
}

} // namespace

void lint_policy(Report& report, const Element& whole, const Element& policy)
{
    const auto attributes = child(policy, "attributes");
    if (!attributes)
        return; // the schema's finding
    if (const auto schema = text(*attributes, "policySchema"); schema != "3")
        report.find("xcep-policy-schema", *attributes, "policySchema '" + schema.value_or("") + "'",
                    "3");
    if (const auto validity = child(*attributes, "certificateValidity"))
        lint_validity(report, *validity);
    if (const auto key = child(*attributes, "privateKeyAttributes"))
        lint_key(report, whole, *key);
    if (const auto revision = child(*attributes, "revision"))
        positive(report, *revision, "majorRevision");
    const auto permission = child(*attributes, "permission");
    const auto enroll = permission ? text(*permission, "enroll") : std::nullopt;
    if (enroll && *enroll != "true" && *enroll != "1")
        report.find("xcep-permission", *permission, "enroll is " + *enroll, "true");
    lint_flags(report, *attributes);
    lint_hash(report, whole, *attributes);
}

} // namespace mdm::inspect
