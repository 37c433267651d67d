#include "config/policy.h"

#include "config/readers.h"

#include <algorithm>
#include <span>

namespace mdm::config {
namespace {

constexpr std::int64_t most = UINT32_MAX;

struct Flag {
    std::string_view word;
    std::uint32_t bit;
};
using Flags = std::span<const Flag>;

// The bits of MS-XCEP 3.1.4.1.3.1, and of MS-CRTD 2.4, 2.26, 2.27 and 2.28 where that has more.
constexpr Flag private_key_flags[] = {
    {"archive", 0x1},
    {"exportable", 0x10},
    {"strong_protection", 0x20},
    {"alternate_signature", 0x40},
    {"same_key_on_renewal", 0x80},
    {"legacy_provider", 0x100},
    {"ek_trust_on_use", 0x200},
    {"ek_validate_certificate", 0x400},
    {"ek_validate_key", 0x800},
    {"attest_preferred", 0x1000},
    {"attest_required", 0x2000},
    {"attest_without_policy", 0x4000},
    {"hello_logon_key", 0x200000},
};
constexpr Flag subject_name_flags[] = {
    {"subject_from_enrollee", 0x1},
    {"old_names_on_renewal", 0x8},
    {"names_from_enrollee", 0x10000},
    {"domain_dns", 0x400000},
    {"spn", 0x800000},
    {"guid", 0x1000000},
    {"upn", 0x2000000},
    {"email", 0x4000000},
    {"dns", 0x8000000},
    {"subject_dns_as_cn", 0x10000000},
    {"subject_email", 0x20000000},
    {"subject_cn", 0x40000000},
    {"subject_dn", 0x80000000},
};
constexpr Flag enrollment_flags[] = {
    {"smime_capabilities", 0x1},    {"pend_all", 0x2},
    {"publish_to_kra", 0x4},        {"publish", 0x8},
    {"check_published", 0x10},      {"auto_enroll", 0x20},
    {"renewal_by_old_key", 0x40},   {"user_consent", 0x100},
    {"remove_invalid", 0x400},      {"on_behalf_of", 0x800},
    {"ocsp_no_check", 0x1000},      {"reuse_smart_card_key", 0x2000},
    {"no_revocation", 0x4000},      {"basic_constraints", 0x8000},
    {"key_based_renewal", 0x10000}, {"issuance_policies_from_request", 0x20000},
    {"skip_auto_renewal", 0x40000}, {"no_security_extension", 0x80000},
};
constexpr Flag general_flags[] = {
    {"auto_enroll", 0x20},        {"machine", 0x40},     {"ca", 0x80},
    {"add_template_name", 0x200}, {"cross_ca", 0x800},   {"do_not_persist", 0x1000},
    {"default", 0x10000},         {"modified", 0x20000},
};

// ClientAuthentication (MS-XCEP 3.1.4.1.3.3).
constexpr Flag ways_to_authenticate[] = {
    {"anonymous", 1}, {"kerberos", 2}, {"password", 4}, {"certificate", 8}};

void read_flags(Table& table, std::string_view key, Flags flags,
                std::optional<std::uint32_t>& value)
{
    if (!table.has(key))
        return;
    std::vector<std::string> words;
    table.read(key, words);
    value = 0;
    for (const std::string& word : words) {
        const auto flag = std::find_if(flags.begin(), flags.end(),
                                       [&](const Flag& row) { return row.word == word; });
        if (flag != flags.end()) {
            value = *value | flag->bit;
            continue;
        }
        std::string expected = "an array of";
        for (const Flag& row : flags)
            expected.append(" \"").append(row.word).append("\"");
        return table.fail(key, expected);
    }
}

/// Versions take four bits each (MS-XCEP 3.1.4.1.3.14, 3.1.4.1.3.22).
void read_versions(Table& table, std::optional<std::uint32_t>& flags)
{
    std::uint32_t client = 0;
    std::uint32_t server = 0;
    table.read_number("client_version", client, 0, 15);
    table.read_number("server_version", server, 0, 15);
    if (client != 0 || server != 0)
        flags = flags.value_or(0) | client << 24U | server << 16U;
}

void read_optional(Table& table, std::string_view key, std::optional<std::uint32_t>& value,
                   std::int64_t least)
{
    if (table.has(key))
        table.read_number(key, value.emplace(), least, most);
}

Result<std::optional<Attestation>> read_attestation(Table table)
{
    if (!table.exists())
        return std::optional<Attestation>();
    Attestation attestation;
    table.read_word("failure", attestation.failure,
                    {"FailOnError", "IgnoreOnError", "RetryOnError"});
    table.read_duration("timeout_seconds", attestation.timeout, 1, 86400);
    if (auto azure = table.table("azure"); azure.exists()) {
        auto& service = attestation.azure.emplace();
        azure.read("nonce", service.nonce);
        azure.read("relying_party", service.relying_party);
        azure.read("endpoint", service.endpoint);
        if (service.endpoint.empty())
            azure.fail("endpoint", "the address of the service");
        TRY(azure.finish());
    }
    TRY(table.finish());
    return std::optional(attestation);
}

void read_key(Table& table, Policy& policy)
{
    std::string spec;
    if (table.has("key_spec"))
        table.read_word("key_spec", spec, {"exchange", "signature"});
    if (!spec.empty())
        policy.key_spec = spec == "exchange" ? 1U : 2U;
    read_optional(table, "key_usage_property", policy.key_usage_property, 0);
    table.read("key_permissions", policy.key_permissions);
    table.read("archival_algorithm", policy.archival_algorithm);
    table.read_number("archival_bits", policy.archival_bits, 1, 65536);
    if (policy.archival_algorithm.empty() != (policy.archival_bits == 0))
        table.fail("archival_bits", "there with archival_algorithm");
}

void read_all_flags(Table& table, Policy& policy)
{
    read_flags(table, "private_key_flags", private_key_flags, policy.private_key_flags);
    read_versions(table, policy.private_key_flags);
    read_flags(table, "subject_name_flags", subject_name_flags, policy.subject_name_flags);
    read_flags(table, "enrollment_flags", enrollment_flags, policy.enrollment_flags);
    read_flags(table, "general_flags", general_flags, policy.general_flags);
}

Result<EnrollmentUri> read_uri(Table table)
{
    EnrollmentUri uri;
    std::string word = "password";
    table.read_word("client_authentication", word,
                    {"anonymous", "kerberos", "password", "certificate"});
    for (const auto& [name, value] : ways_to_authenticate)
        if (name == word)
            uri.client_authentication = value;
    table.read("uri", uri.uri);
    read_optional(table, "priority", uri.priority, 0);
    table.read("renewal_only", uri.renewal_only);
    TRY(table.finish());
    return uri;
}

} // namespace

Result<Policy> read_policy(Table table)
{
    Policy policy;
    table.read("advertised", policy.advertised);
    table.read("oid", policy.oid);
    table.read("oid_name", policy.oid_name);
    table.read_number("schema", policy.schema, 1, 3);
    if (policy.schema != 3 && policy.oid.empty())
        table.fail("oid", "there where schema is not 3, which alone names a hash");
    table.read_number("major_revision", policy.major_revision, 1, most);
    table.read_number("minor_revision", policy.minor_revision, 0, most);
    table.read("auto_enroll", policy.auto_enroll);
    read_key(table, policy);
    read_all_flags(table, policy);
    table.read("supersedes", policy.supersedes);
    if (table.has("ra_signatures"))
        table.read_number("ra_signatures", policy.ra_signatures.emplace(), 0, most);
    table.read("ra_usages", policy.ra_usages);
    table.read("ra_policies", policy.ra_policies);
    if (!policy.ra_signatures && !(policy.ra_usages.empty() && policy.ra_policies.empty()))
        table.fail("ra_signatures", "there with ra_usages or ra_policies");
    table.read("extensions", policy.tells_extensions);
    policy.attestation = TRY(read_attestation(table.table("attestation")));
    TRY(table.finish());
    return policy;
}

Result<PolicyService> read_policy_service(Table table)
{
    PolicyService service;
    table.read("id", service.id);
    table.read("friendly_name", service.friendly_name);
    read_optional(table, "next_update_hours", service.next_update_hours, 1);
    for (Table& uri : table.tables("uris"))
        service.uris.push_back(TRY(read_uri(std::move(uri))));
    TRY(table.finish());
    return service;
}

} // namespace mdm::config
