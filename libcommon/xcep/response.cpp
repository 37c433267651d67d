#include "xcep/response.h"

#include "core/text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mdm::xcep {
namespace {

using Node = xml::Writer::Node;

Error wrong(std::string message, std::string_view clause)
{
    return {Errc::environment, std::move(message), clause};
}

const Oid* find_oid(const Response& response, int reference)
{
    const auto at = std::find_if(response.oids.begin(), response.oids.end(),
                                 [&](const Oid& oid) { return oid.reference == reference; });
    return at == response.oids.end() ? nullptr : &*at;
}

Result<void> check_oids(const Response& response)
{
    constexpr std::string_view clause = "MS-XCEP 3.1.4.1.3.16";
    std::set<int> references;
    for (const Oid& oid : response.oids) {
        if (oid.value.empty() || oid.default_name.empty())
            return wrong(
                fmt::format("the oID of reference {} has no value or no name", oid.reference),
                clause);
        if (!references.insert(oid.reference).second)
            return wrong(fmt::format("two oIDs have the reference {}", oid.reference), clause);
    }
    return {};
}

Result<void> check_references(const Response& response, const Policy& policy)
{
    if (find_oid(response, policy.oid_reference) == nullptr)
        return wrong(fmt::format("policyOIDReference {} leads to no oID", policy.oid_reference),
                     "MS-XCEP 3.1.4.1.3.7");
    if (!policy.hash_reference)
        return {};
    constexpr std::string_view clause = "MS-XCEP 3.1.4.1.3.1";
    const Oid* const hash = find_oid(response, *policy.hash_reference);
    if (hash == nullptr || hash->group != OidGroup::hash)
        return wrong(fmt::format("hashAlgorithmOIDReference {} leads to no oID of a hash",
                                 *policy.hash_reference),
                     clause);
    if (policy.schema != 3)
        return wrong(
            fmt::format("a hash is named, but policySchema is {}, expected 3", policy.schema),
            clause);
    return {};
}

Result<void> check_values(const Policy& policy)
{
    if (policy.schema < 1 || policy.schema > 3)
        return wrong(fmt::format("policySchema is {}, expected 1 to 3", policy.schema),
                     "MS-XCEP 3.1.4.1.3.1");
    if (policy.validity.count() <= 0 || policy.renewal.count() <= 0)
        return wrong("the validity and the renewal period must be longer than nothing",
                     "MS-XCEP 3.1.4.1.3.8");
    if (policy.minimal_key_length == 0)
        return wrong("the minimal key length must be more than nothing", "MS-XCEP 3.1.4.1.3.20");
    return {};
}

void append_oids(Node parent, const Response& response)
{
    if (response.oids.empty()) {
        parent.nil("oIDs");
        return;
    }
    auto list = parent.child("oIDs");
    for (const Oid& oid : response.oids)
        list.child("oID")
            .leaf("value", oid.value)
            .leaf("group", std::to_string(static_cast<unsigned>(oid.group)))
            .leaf("oIDReferenceID", std::to_string(oid.reference))
            .leaf("defaultName", oid.default_name);
}

template <class Number>
void append_number(Node& parent, std::string_view name, const std::optional<Number>& number)
{
    if (number)
        parent.leaf(name, std::to_string(*number));
    else
        parent.nil(name);
}

void append_key(Node parent, const Policy& policy)
{
    auto key = parent.child("privateKeyAttributes");
    key.leaf("minimalKeyLength", std::to_string(policy.minimal_key_length));
    for (const char* name : {"keySpec", "keyUsageProperty", "permissions", "algorithmOIDReference"})
        key.nil(name);
    if (policy.crypto_providers.empty()) {
        key.nil("cryptoProviders");
        return;
    }
    auto providers = key.child("cryptoProviders");
    for (const std::string& provider : policy.crypto_providers)
        providers.leaf("provider", provider);
}

void append_policy(Node parent, const Policy& policy)
{
    auto node = parent.child("policy");
    node.leaf("policyOIDReference", std::to_string(policy.oid_reference)).nil("cAs");
    auto attributes = node.child("attributes");
    attributes.leaf("commonName", policy.common_name)
        .leaf("policySchema", std::to_string(policy.schema));
    attributes.child("certificateValidity")
        .leaf("validityPeriodSeconds", std::to_string(policy.validity.count()))
        .leaf("renewalPeriodSeconds", std::to_string(policy.renewal.count()));
    // autoEnroll is about domain members that enroll by themselves.
    attributes.child("permission").leaf("enroll", "true").leaf("autoEnroll", "false");
    append_key(attributes, policy);
    attributes.child("revision").leaf("majorRevision", "1").leaf("minorRevision", "0");
    attributes.nil("supersededPolicies");
    append_number(attributes, "privateKeyFlags", policy.private_key_flags);
    attributes.nil("subjectNameFlags").nil("enrollmentFlags").nil("generalFlags");
    append_number(attributes, "hashAlgorithmOIDReference", policy.hash_reference);
    attributes.nil("rARequirements").nil("keyArchivalAttributes").nil("extensions");
}

void append_response(Node parent, const Response& response)
{
    auto node = parent.child("response");
    node.leaf("policyID", "").nil("policyFriendlyName").nil("nextUpdateHours");
    if (response.not_changed)
        node.leaf("policiesNotChanged", "true");
    else
        node.nil("policiesNotChanged");
    if (response.policies.empty()) {
        node.nil("policies");
        return;
    }
    auto policies = node.child("policies");
    for (const Policy& policy : response.policies)
        append_policy(policies, policy);
}

} // namespace

Result<void> check(const Response& response)
{
    constexpr std::string_view clause = "MS-XCEP 3.1.4.1.3.23";
    if (response.not_changed && !(response.policies.empty() && response.oids.empty()))
        return wrong("policies are told although they have not changed", clause);
    TRY(check_oids(response));
    std::set<std::string> names;
    for (const Policy& policy : response.policies) {
        const std::string context = "policy '" + printable(policy.common_name) + "'";
        if (policy.common_name.empty() || !names.insert(policy.common_name).second)
            return wrong(context + ": the name is empty or not the only one",
                         "MS-XCEP 3.1.4.1.3.1");
        TRY_WITHIN(context, check_references(response, policy));
        TRY_WITHIN(context, check_values(policy));
    }
    return {};
}

Result<void> write(const Response& response, Node body)
{
    TRY(check(response));
    auto root = body.child("GetPoliciesResponse");
    root.attribute("xmlns", xml::ns::policy).attribute("xmlns:xsi", xml::ns::instance);
    append_response(root, response);
    root.nil("cAs");
    append_oids(root, response);
    return {};
}

} // namespace mdm::xcep
