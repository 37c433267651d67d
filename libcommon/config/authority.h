#pragma once

#include "core/secret_source.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
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
    std::string place; ///< the path of a PEM file, or the "pkcs11:" URI of a key in a token
    std::optional<SecretSource> passphrase = {}; ///< of an encrypted file
    std::string module = {};                     ///< the token's PKCS #11 library
    std::optional<SecretSource> pin = {};        ///< of the token
};

/// Whether the key is in a token.
bool is_in_token(const KeySource& source);

/// What is wrong with the combination of these settings, or with the form of the URI; nothing where
/// they are good. A URI that has a PIN is not repeated.
std::string_view key_complaint(const KeySource& source);

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
