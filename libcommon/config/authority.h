#pragma once

#include "core/secret_source.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mdm::config {

/// [authority.crl] or [authorities.NAME.crl]: the authority's list of revoked certificates. A path
/// that is empty is not written.
struct RevocationList {
    std::string file; ///< DER
    std::string pem_file;
    std::string delta_file; ///< DER
    std::string delta_pem_file;
    std::vector<std::string> delta_urls; ///< the list says: here is the delta
    std::chrono::hours lifetime{168};    ///< from thisUpdate to nextUpdate
    std::chrono::hours delta_lifetime{24};
};

/// A private key, and what opens it.
struct KeySource {
    std::string place;                           ///< the path of a PEM file
    std::optional<SecretSource> passphrase = {}; ///< of an encrypted file
};

/// [authority] or [authorities.NAME]: who signs. PEM files.
struct Authority {
    std::string name; ///< empty: that of [authority]
    std::string certificate;
    KeySource key;
    std::string chain; ///< what stands above the certificate, up to the root; may be empty
    RevocationList crl = {};
};

/// The name of its table: "authority", "authorities.NAME".
std::string table_of(const Authority& authority);

} // namespace mdm::config
