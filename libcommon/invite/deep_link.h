#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdm::invite {

/// What the link begins on the device.
enum class Mode {
    mdm,  ///< enrollment into management alone
    awa,  ///< a work account is added, and the device enrolled with it
    aadj, ///< the device joins Entra, and is enrolled with that
};

/// Whose the device is.
enum class Ownership { unknown = 1, personal = 2, corporate = 3 };

/// What the link tells the device. Empty texts are left out of it.
struct Invitation {
    Mode mode = Mode::mdm;
    std::string user = {};                   ///< "name@domain"
    std::string server = {};                 ///< an https URL, as the user would type it
    std::optional<Secret> access_token = {}; ///< passed on to the server as it is
    std::string device_id = {};              ///< a GUID, passed on
    std::string tenant_id = {};              ///< passed on
    std::optional<Ownership> ownership = {};
};

/// "mdm", "awa" or "aadj". Fails with usage.
Result<Mode> mode_from(std::string_view word);
/// "unknown", "personal" or "corporate". Fails with usage.
Result<Ownership> ownership_from(std::string_view word);

/// The link that begins enrollment on Windows 10 1607 and later; its parameters are known from 1703
/// on: "ms-device-enrollment:?mode=mdm&username=alice%40example.com". Values are percent-encoded.
/// A secret, where it holds an access token. Fails with usage when a part cannot be one: a user
/// without a domain, which the device would refuse, a server that is no https URL, a device id that
/// is no GUID, control characters.
Result<Secret> deep_link(const Invitation& invitation);

} // namespace mdm::invite
