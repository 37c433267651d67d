#include "core/text.h"
#include "xcep/response.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mdm::xcep {
namespace {

Error wrong(std::string message, std::string_view clause)
{
    return {Errc::environment, std::move(message), clause};
}

/// Whether a reference leads to an oID of one of the groups.
bool leads(const Response& response, int reference, std::initializer_list<OidGroup> groups)
{
    return std::ranges::any_of(response.oids, [&](const Oid& oid) {
        return oid.reference == reference &&
               (groups.size() == 0 || std::ranges::find(groups, oid.group) != groups.end());
    });
}

Result<void> require(const Response& response, std::string_view name, const std::vector<int>& all,
                     std::initializer_list<OidGroup> groups, std::string_view what)
{
    for (const int reference : all)
        if (!leads(response, reference, groups))
            return wrong(fmt::format("{} {} leads to no oID{}", name, reference, what),
                         "MS-XCEP 3.1.4.1.3");
    return {};
}

std::vector<int> list_of(const std::optional<int>& reference)
{
    return reference ? std::vector{*reference} : std::vector<int>{};
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

Result<void> check_authorities(const Response& response)
{
    constexpr std::string_view clause = "MS-XCEP 3.1.4.1.3.2";
    std::set<int> references;
    for (const Authority& authority : response.authorities) {
        const int reference = authority.reference;
        if (!references.insert(reference).second)
            return wrong(fmt::format("two cAs have the reference {}", reference), clause);
        if (authority.certificate.empty() || authority.uris.empty())
            return wrong(
                fmt::format("the cA of reference {} has no certificate or no uris", reference),
                clause);
        for (const Uri& uri : authority.uris)
            if (uri.uri.empty())
                return wrong(fmt::format("a uri of the cA of reference {} is empty", reference),
                             "MS-XCEP 3.1.4.1.3.3");
    }
    return {};
}

Result<void> check_hash(const Response& response, const Policy& policy)
{
    TRY(require(response, "hashAlgorithmOIDReference", list_of(policy.hash_reference),
                {OidGroup::hash}, " of a hash"));
    if (policy.hash_reference && policy.schema != 3)
        return wrong(
            fmt::format("a hash is named, but policySchema is {}, expected 3", policy.schema),
            "MS-XCEP 3.1.4.1.3.1");
    return {};
}

Result<void> check_references(const Response& response, const Policy& policy)
{
    TRY(require(response, "policyOIDReference", {policy.oid_reference}, {}, ""));
    TRY(check_hash(response, policy));
    TRY(require(response, "algorithmOIDReference", list_of(policy.key.algorithm_reference),
                {OidGroup::public_key}, " of a public key"));
    for (const Extension& extension : policy.extensions)
        TRY(require(response, "oIDReference", {extension.oid_reference}, {OidGroup::extension},
                    " of an extension"));
    if (policy.ra_requirements) {
        TRY(require(response, "oIDReference", policy.ra_requirements->usages,
                    {OidGroup::extended_key_usage}, " of an extended key usage"));
        TRY(require(response, "oIDReference", policy.ra_requirements->policies,
                    {OidGroup::certificate_policy}, " of a certificate policy"));
    }
    if (policy.key_archival)
        TRY(require(response, "symmetricAlgorithmOIDReference",
                    {policy.key_archival->algorithm_reference}, {OidGroup::encryption},
                    " of an encryption"));
    for (const int reference : policy.authorities)
        if (std::ranges::find(response.authorities, reference, &Authority::reference) ==
            response.authorities.end())
            return wrong(fmt::format("cAReference {} leads to no cA", reference),
                         "MS-XCEP 3.1.4.1.3.7");
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
    if (policy.key.minimal_length == 0)
        return wrong("the minimal key length must be more than nothing", "MS-XCEP 3.1.4.1.3.20");
    if (policy.major_revision == 0)
        return wrong("the major revision must be more than nothing", "MS-XCEP 3.1.4.1.3.24");
    return {};
}

} // namespace

Result<void> check(const Response& response)
{
    constexpr std::string_view clause = "MS-XCEP 3.1.4.1.3.23";
    if (response.not_changed &&
        !(response.policies.empty() && response.oids.empty() && response.authorities.empty()))
        return wrong("policies are told although they have not changed", clause);
    TRY(check_oids(response));
    TRY(check_authorities(response));
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

} // namespace mdm::xcep
