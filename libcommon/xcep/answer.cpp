#include "xcep/answer.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace mdm::xcep {
namespace {

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

/// The references of the oIDs that policies need.
std::set<int> needed_oids(const std::vector<Policy>& policies)
{
    std::set<int> needed;
    for (const Policy& policy : policies) {
        needed.insert(policy.oid_reference);
        for (const auto& reference : {policy.hash_reference, policy.key.algorithm_reference})
            if (reference)
                needed.insert(*reference);
        if (policy.ra_requirements) {
            needed.insert(policy.ra_requirements->usages.begin(),
                          policy.ra_requirements->usages.end());
            needed.insert(policy.ra_requirements->policies.begin(),
                          policy.ra_requirements->policies.end());
        }
        if (policy.key_archival)
            needed.insert(policy.key_archival->algorithm_reference);
        for (const Extension& extension : policy.extensions)
            needed.insert(extension.oid_reference);
    }
    return needed;
}

std::set<int> needed_authorities(const std::vector<Policy>& policies)
{
    std::set<int> needed;
    for (const Policy& policy : policies)
        needed.insert(policy.authorities.begin(), policy.authorities.end());
    return needed;
}

template <class Item>
std::vector<Item> only(const std::vector<Item>& items, const std::set<int>& references)
{
    std::vector<Item> kept;
    std::copy_if(items.begin(), items.end(), std::back_inserter(kept),
                 [&](const Item& item) { return references.contains(item.reference); });
    return kept;
}

} // namespace

Response answer(const Response& offered, const Request& request, std::optional<Time> last_change)
{
    Response kept{.id = offered.id,
                  .friendly_name = offered.friendly_name,
                  .next_update_hours = offered.next_update_hours};
    if (last_change && request.last_update && *request.last_update >= *last_change) {
        kept.not_changed = true;
        return kept;
    }
    std::copy_if(offered.policies.begin(), offered.policies.end(),
                 std::back_inserter(kept.policies),
                 [&](const Policy& policy) { return is_kept(offered, policy, request); });
    kept.authorities = only(offered.authorities, needed_authorities(kept.policies));
    kept.oids = only(offered.oids, needed_oids(kept.policies));
    return kept;
}

} // namespace mdm::xcep
