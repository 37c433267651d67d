#pragma once

#include "config/settings.h"
#include "core/bytes.h"

#include <string>
#include <vector>

namespace mdm::enrollment {

/// The values of the variables in a profile's texts: {user}, {device}, {trace_id}, {provider}.
/// {device} is `device_of`.
struct Naming {
    std::string user;
    std::string device_id;
    std::string trace_id;
    std::string provider;
    Bytes public_key_info;
};
/// The subject of a profile, its values escaped for RFC 4514. Fails with environment when the
/// profile is wrong.
Result<std::string> subject_of(const config::Profile& profile, const Naming& naming);
/// The alternative names of a profile; without a user those that need one are left out.
Result<std::vector<std::string>> alternative_names_of(const config::Profile& profile,
                                                      const Naming& naming);

} // namespace mdm::enrollment
