#pragma once

#include "config/settings.h"
#include "core/time.h"

#include <string>
#include <vector>

namespace mdm::service {

/// What is wrong with a configuration, a line each: "[authority] key: ...".
using Complaints = std::vector<std::string>;

/// What the checks look at.
struct Subject {
    const config::Settings& settings;
    Time now;
};

/// Finds everything in a configuration that would make a request fail or that contradicts the rest
/// of it: what is announced and not configured, files that are missing or open to others, an
/// authority that cannot sign, and the like. Where there is an authority and nothing that devices
/// are told, [service] and [provisioning] are no concern: it signs by hand. It looks at files as
/// its own user may, changes nothing, and asks nobody over the network. In the order of
/// enrollkit.toml(5).
Complaints check_config(const Subject& subject);

} // namespace mdm::service
