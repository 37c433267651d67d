#include "enrollment/profile.h"

#include "admission/audience.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

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
        if (const auto* kept = find_profile(settings.profiles, record.renews->profile))
            return kept;
    const record::Identity nobody;
    const record::Identity& identity = record.identity ? *record.identity : nobody;
    for (const Profile& profile : settings.profiles)
        if (lets_identity(profile.audience, identity) && lets_device(profile.audience, record))
            return &profile;
    return none_is_for("user and device");
}

Result<std::vector<const Profile*>, Refusal> profiles_in_reach(const config::Settings& settings,
                                                               const record::Identity& identity)
{
    if (const auto* kept = find_profile(settings.profiles, identity.profile))
        return std::vector{kept};
    std::vector<const Profile*> found;
    for (const Profile& profile : settings.profiles) {
        const Audience& audience = profile.audience;
        if (!lets_identity(audience, identity) || is_shut(audience.enrollment_types) ||
            is_shut(audience.device_types))
            continue;
        found.push_back(&profile);
        if (!looks_at_devices(audience))
            break; // whatever the device, no later one is chosen
    }
    if (found.empty())
        return none_is_for("user");
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
