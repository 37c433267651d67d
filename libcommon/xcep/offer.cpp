#include "core/text.h"
#include "xcep/answer.h"

#include <algorithm>
#include <iterator>

namespace mdm::xcep {
namespace {

struct Hash {
    std::string_view name;
    const char* oid;
};

// SHA-1 as MS-MDE2's sample has it, which is known to work, though that names a signature.
constexpr Hash hashes[] = {
    {"sha256", "2.16.840.1.101.3.4.2.1"},
    {"sha384", "2.16.840.1.101.3.4.2.2"},
    {"sha512", "2.16.840.1.101.3.4.2.3"},
    {"sha1", "1.3.14.3.2.29"},
};

struct Known {
    std::string_view oid;
    const char* name;
};

/// The names that Windows has for OIDs.
constexpr Known known_oids[] = {
    {"2.16.840.1.101.3.4.2.1", "szOID_NIST_sha256"},
    {"2.16.840.1.101.3.4.2.2", "szOID_NIST_sha384"},
    {"2.16.840.1.101.3.4.2.3", "szOID_NIST_sha512"},
    {"1.3.14.3.2.29", "szOID_OIWSEC_sha1RSASign"},
    {"1.2.840.113549.1.1.1", "szOID_RSA_RSA"},
    {"1.2.840.10045.3.1.7", "szOID_ECC_CURVE_P256"},
    {"1.3.132.0.34", "szOID_ECC_CURVE_P384"},
    {"1.3.132.0.35", "szOID_ECC_CURVE_P521"},
    {"2.16.840.1.101.3.4.1.2", "szOID_NIST_AES128_CBC"},
    {"2.16.840.1.101.3.4.1.42", "szOID_NIST_AES256_CBC"},
    {"1.2.840.113549.3.7", "szOID_RSA_DES_EDE3_CBC"},
    {"1.3.6.1.5.5.7.3.2", "szOID_PKIX_KP_CLIENT_AUTH"},
    {"1.3.6.1.4.1.311.20.2.1", "szOID_ENROLLMENT_AGENT"},
    {"2.5.29.15", "szOID_KEY_USAGE"},
    {"2.5.29.37", "szOID_ENHANCED_KEY_USAGE"},
    {"2.5.29.31", "szOID_CRL_DIST_POINTS"},
    {"2.5.29.32", "szOID_CERT_POLICIES"},
    {"1.3.6.1.5.5.7.1.1", "szOID_AUTHORITY_INFO_ACCESS"},
};

std::string name_of(const std::string& oid)
{
    const auto* const row = std::ranges::find(known_oids, oid, &Known::oid);
    return row == std::end(known_oids) ? oid : row->name;
}

/// The reference of an OID of a group, which is added where it is not there.
int refer(Response& response, const std::string& value, OidGroup group, std::string name)
{
    for (const Oid& oid : response.oids)
        if (oid.value == value && oid.group == group)
            return oid.reference;
    const auto reference = static_cast<int>(response.oids.size());
    response.oids.push_back({value, group, reference, std::move(name)});
    return reference;
}

int refer(Response& response, const std::string& value, OidGroup group)
{
    return refer(response, value, group, name_of(value));
}

std::vector<int> refer_all(Response& response, const std::vector<std::string>& values,
                           OidGroup group)
{
    std::vector<int> references;
    for (const std::string& value : values)
        references.push_back(refer(response, value, group));
    return references;
}

Result<void> add_hash(Response& response, const Profile& profile, Policy& policy)
{
    if (policy.schema != 3) {
        policy.oid_reference = -1;
        return {};
    }
    const auto* const hash = std::ranges::find(hashes, profile.hash, &Hash::name);
    if (hash == std::end(hashes))
        return Error{Errc::environment, "unknown hash '" + printable(profile.hash) +
                                            "': expected sha256, sha384, sha512 or sha1"};
    policy.hash_reference = refer(response, hash->oid, OidGroup::hash);
    policy.oid_reference = *policy.hash_reference;
    return {};
}

void add_authority(Response& response, const Authority& authority, Policy& policy)
{
    const auto there =
        std::ranges::find(response.authorities, authority.certificate, &Authority::certificate);
    if (there != response.authorities.end()) {
        policy.authorities = {there->reference};
        return;
    }
    policy.authorities = {static_cast<int>(response.authorities.size())};
    response.authorities.push_back(authority);
    response.authorities.back().reference = policy.authorities.front();
}

Result<void> add(Response& response, const Profile& profile)
{
    Policy policy = profile.policy;
    TRY(add_hash(response, profile, policy));
    if (!profile.oid.empty())
        policy.oid_reference =
            refer(response, profile.oid, OidGroup::enrollment,
                  profile.oid_name.empty() ? policy.common_name : profile.oid_name);
    if (!profile.key_algorithm.empty())
        policy.key.algorithm_reference =
            refer(response, profile.key_algorithm, OidGroup::public_key);
    policy.ra_requirements = profile.ra_requirements;
    if (policy.ra_requirements) {
        policy.ra_requirements->usages =
            refer_all(response, profile.ra_usages, OidGroup::extended_key_usage);
        policy.ra_requirements->policies =
            refer_all(response, profile.ra_policies, OidGroup::certificate_policy);
    }
    if (!profile.archival_algorithm.empty())
        policy.key_archival = {refer(response, profile.archival_algorithm, OidGroup::encryption),
                               profile.archival_bits};
    for (const auto& [oid, critical, value] : profile.extensions)
        policy.extensions.push_back({refer(response, oid, OidGroup::extension), critical, value});
    if (profile.authority != nullptr)
        add_authority(response, *profile.authority, policy);
    response.policies.push_back(std::move(policy));
    return {};
}

} // namespace

Result<Response> offer(const Service& service, std::span<const Profile> profiles)
{
    Response response{.id = service.id,
                      .friendly_name = service.friendly_name,
                      .next_update_hours = service.next_update_hours};
    for (const Profile& profile : profiles)
        TRY(add(response, profile));
    TRY(check(response));
    return response;
}

} // namespace mdm::xcep
