#pragma once

#include <string>
#include <vector>

namespace mdm::auth {

/// Who stands behind a request, as the kit knows them from here on: what the device typed is not
/// kept.
struct Identity {
    std::string method; ///< how it was proved: "onpremise", "certificate"
    std::string user;   ///< the canonical name
    std::vector<std::string> groups = {};
    std::string certificate = {}; ///< SHA-1 thumbprint of the one that proved it; may be empty
};

} // namespace mdm::auth
