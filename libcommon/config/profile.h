#pragma once

#include "config/audience.h"

#include <chrono>
#include <string>
#include <vector>

namespace mdm::config {

/// [profile] or one of [[profiles]]: what a certificate is like, and which keys are taken.
struct Profile {
    std::string name = "default"; ///< unique
    std::string issuer;           ///< the name of an authority; empty: [authority]
    Audience audience;            ///< `for`
    /// RFC 4514 text with the variables {user}, {device}, {trace_id} and {provider}.
    std::string subject = "CN={device}";
    std::vector<std::string> alternative_names; ///< "upn:{user}", "dns:...", "email:...", "uri:..."
    std::vector<std::string> extended_key_usages = {"1.3.6.1.5.5.7.3.2"};
    std::chrono::days validity{365};
    std::chrono::minutes backdate{5}; ///< how long before the signing a certificate begins
    unsigned rsa_bits = 2048;         ///< the least, and what devices are asked for
    std::vector<std::string> curves = {"P-256", "P-384", "P-521"};
    std::string hash = "sha256";        ///< what devices are asked for
    bool sha1_requests = false;         ///< whether a request may be signed with SHA-1
    std::vector<std::string> providers; ///< names of key storage providers, may be empty
    bool is_default = true;             ///< [profile]: for those whom no other is for
};

/// How messages call it: "[profile]", "[[profiles]] 'NAME'".
std::string table_of(const Profile& profile);

} // namespace mdm::config
