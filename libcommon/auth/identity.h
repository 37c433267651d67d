#pragma once

#include <string>
#include <vector>

namespace mdm::auth {

/// Who stands behind a request, as the kit knows them from here on: what the device typed is not
/// kept.
struct Identity {
    std::string method; ///< how it was proved: "onpremise"
    std::string user;   ///< the canonical name
    std::vector<std::string> groups = {};
};

} // namespace mdm::auth
