#include "xcep/answer.h"

#include "core/text.h"

#include <algorithm>
#include <iterator>

namespace mdm::xcep {
namespace {

struct Hash {
    std::string_view name;
    const char* oid;
    const char* default_name;
};

// SHA-1 as MS-MDE2's sample has it, which is known to work, though that names a signature.
constexpr Hash hashes[] = {
    {"sha256", "2.16.840.1.101.3.4.2.1", "szOID_NIST_sha256"},
    {"sha384", "2.16.840.1.101.3.4.2.2", "szOID_NIST_sha384"},
    {"sha512", "2.16.840.1.101.3.4.2.3", "szOID_NIST_sha512"},
    {"sha1", "1.3.14.3.2.29", "szOID_OIWSEC_sha1RSASign"},
};

bool is_asked_for(const Response& offered, const Policy& policy,
                  const std::vector<std::string>& oids)
{
    return std::any_of(offered.oids.begin(), offered.oids.end(), [&](const Oid& oid) {
        return oid.reference == policy.oid_reference &&
               std::find(oids.begin(), oids.end(), oid.value) != oids.end();
    });
}

/// Whether the version that a policy needs, four bits of its privateKeyFlags, is one that is there.
bool is_in_reach(const Policy& policy, std::optional<std::int32_t> version, unsigned shift)
{
    const std::int64_t needed = (policy.private_key_flags.value_or(0) >> shift) & 0xFU;
    return !version || needed <= *version;
}

bool is_kept(const Response& offered, const Policy& policy, const Request& request)
{
    return (!request.oids || is_asked_for(offered, policy, *request.oids)) &&
           is_in_reach(policy, request.client_version, 24) &&
           is_in_reach(policy, request.server_version, 16);
}

bool is_needed(const Oid& oid, const std::vector<Policy>& policies)
{
    return std::any_of(policies.begin(), policies.end(), [&](const Policy& policy) {
        return policy.oid_reference == oid.reference || policy.hash_reference == oid.reference;
    });
}

} // namespace

Result<Response> offer(const Profile& profile)
{
    const auto* const hash =
        std::find_if(std::begin(hashes), std::end(hashes),
                     [&](const Hash& row) { return row.name == profile.hash; });
    if (hash == std::end(hashes))
        return Error{Errc::environment, "unknown hash '" + printable(profile.hash) +
                                            "': expected sha256, sha384, sha512 or sha1"};
    Response response;
    response.oids.push_back({hash->oid, OidGroup::hash, 0, hash->default_name});
    response.policies.push_back({.common_name = profile.common_name,
                                 .validity = profile.validity,
                                 .renewal = profile.renewal,
                                 .minimal_key_length = profile.minimal_key_length,
                                 .crypto_providers = profile.crypto_providers,
                                 .hash_reference = 0});
    TRY(check(response));
    return response;
}

Response answer(const Response& offered, const Request& request, Time last_change)
{
    if (request.last_update && *request.last_update >= last_change)
        return {.not_changed = true};
    Response kept;
    std::copy_if(offered.policies.begin(), offered.policies.end(),
                 std::back_inserter(kept.policies),
                 [&](const Policy& policy) { return is_kept(offered, policy, request); });
    std::copy_if(offered.oids.begin(), offered.oids.end(), std::back_inserter(kept.oids),
                 [&](const Oid& oid) { return is_needed(oid, kept.policies); });
    return kept;
}

} // namespace mdm::xcep
