#pragma once

#include "core/time.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::auth {

/// Who stands behind a request, as the kit knows them from here on: what the device typed is not
/// kept.
struct Identity {
    std::string method; ///< how it was proved: "onpremise", "federated", "certificate"
    std::string user;   ///< the canonical name
    std::vector<std::string> groups = {};
    std::string certificate = {}; ///< SHA-1 thumbprint of the one that proved it; may be empty
    std::string profile = {};     ///< that it was issued by, where it is one of ours
    // What a token said; empty otherwise. mdm-record(5) tells more.
    std::string issuer = {};
    std::string tenant = {};
    std::string object_id = {};
    std::string device_id = {}; ///< of the device in Entra
    std::string sid = {};       ///< security identifier of the user in Active Directory
    std::string token_id = {};
    std::optional<Time> token_good_until = {}; ///< there where it is good for one enrollment
    /// Nobody has signed in but the device, which is good for an enrollment of type Device alone.
    bool device_alone = false;
    /// The token is one that the kit minted: whoever got it has been on the kit's own sign-in page.
    bool own_token = false;
    bool terms_required = false; ///< it has to accept the terms of use before it enrolls
};

} // namespace mdm::auth
