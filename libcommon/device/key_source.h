#pragma once

#include "ossl/handles.h"
#include "x509/key.h"

#include <optional>
#include <string>

namespace mdm::device {

/// Where a device's key comes from.
struct KeySource {
    std::optional<std::string> file = {};         ///< PEM; none: a fresh key
    x509::KeyType type = x509::KeyType::rsa_2048; ///< of a fresh key
    std::optional<std::string> new_file = {};     ///< where a fresh key is kept, with mode 0600
};

/// Reads the key, or makes one and keeps it. Fails with environment on a file that cannot be read,
/// that others than its owner may read, or that cannot be written; with malformed on one that holds
/// no key; with refused when `new_file` is there already.
Result<ossl::Key> obtain_key(const KeySource& source);

} // namespace mdm::device
