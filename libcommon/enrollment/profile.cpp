#include "enrollment/profile.h"

#include "admission/audience.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

using admission::lets_client;
using admission::lets_device;
using admission::lets_identity;
using config::Audience;
using config::Profile;

/// Whether a list lets nobody through.
bool is_shut(const Audience::List& list)
{
    return list && list->empty();
}

bool looks_at_devices(const Audience& audience)
{
    return audience.enrollment_types || audience.device_types;
}

Refusal none_is_for(std::string_view whom)
{
    return refusal_of(fault::Subcode::certificate_request,
                      {Errc::refused, "no certificate profile is for this " + std::string(whom)});
}

} // namespace

const Profile* find_profile(std::span<const Profile> profiles, const std::string& name)
{
    const auto at = std::ranges::find(profiles, name, &Profile::name);
    return at == profiles.end() ? nullptr : &*at;
}

Result<const Profile*, Refusal> select_profile(const config::Settings& settings,
                                               const record::Record& record)
{
    if (record.renews)
        if (const auto* kept = find_profile(settings.profiles, record.renews->profile);
            kept != nullptr && lets_client(kept->audience, record::client_of(record)))
            return kept;
    const record::Identity nobody;
    const record::Identity& identity = record.identity ? *record.identity : nobody;
    const auto client = record::client_of(record);
    for (const Profile& profile : settings.profiles)
        if (lets_client(profile.audience, client) && lets_identity(profile.audience, identity) &&
            lets_device(profile.audience, record))
            return &profile;
    return none_is_for(record::is_plain(record) ? "user and a client that wants a certificate alone"
                                                : "user and device");
}

Result<std::vector<const Profile*>, Refusal> profiles_in_reach(const config::Settings& settings,
                                                               const record::Identity& identity)
{
    if (const auto* kept = find_profile(settings.profiles, identity.profile))
        return std::vector{kept};
    std::vector<const Profile*> found;
    std::vector<std::string_view> clients{"mdm", "wstep"}; // whose profile is not certain yet
    for (const Profile& profile : settings.profiles) {
        const Audience& audience = profile.audience;
        const auto is_for = [&](std::string_view client) { return lets_client(audience, client); };
        if (!lets_identity(audience, identity) || is_shut(audience.enrollment_types) ||
            is_shut(audience.device_types) || std::ranges::none_of(clients, is_for))
            continue;
        found.push_back(&profile);
        if (!looks_at_devices(audience)) // then no later one is chosen, whatever the device
            std::erase_if(clients, is_for);
    }
    if (found.empty())
        return none_is_for("user");
    // A GetPolicies does not say whose it is, and devices may look at the first policy alone.
    std::ranges::stable_partition(
        found, [](const Profile* profile) { return lets_client(profile->audience, "mdm"); });
    return found;
}

Result<const Profile*> find_profile(const config::Settings& settings, const std::string& name)
{
    const Profile& last = settings.profiles.back();
    if (name.empty() && last.is_default)
        return &last;
    if (const auto* profile = find_profile(settings.profiles, name))
        return profile;
    std::string names;
    for (const Profile& profile : settings.profiles)
        names += (names.empty() ? "" : ", ") + profile.name;
    return Error{Errc::usage,
                 (name.empty() ? "there is no [profile]: name one of "
                               : "there is no profile '" + printable(name) + "', but ") +
                     names};
}

} // namespace mdm::enrollment
