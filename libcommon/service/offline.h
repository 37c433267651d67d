#pragma once

#include "enrollment/sign.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mdm::service {

/// What an operator says about a request that is signed by hand. Absent members come from the
/// profile.
struct OfflineOrder {
    std::optional<std::string> subject = {}; ///< RFC 4514 text
    std::vector<std::string> alternative_names = {};
    std::optional<std::chrono::days> lifetime = {};
    std::string user = {};      ///< for the profile's {user}, and for the ledger
    std::string device_id = {}; ///< for the profile's {device}, and for the ledger
    std::string trace_id = {};
    std::string profile = {}; ///< its name; empty: [profile]
    /// Sets this order apart from an equal one before it; empty: the same certificate again.
    std::string distinction = {};
};

/// Issues a certificate for a PKCS #10 file, PEM or DER. Fails as `x509::parse_request` and
/// `Signer::issue` do; usage on a profile that is not there; environment where the profile's
/// subject needs a {user} that was not given.
Result<record::Issued> issue_offline(enrollment::Signer& signer, std::string_view file,
                                     const OfflineOrder& order, Time now);

enum class Format { pem, der, chain };

/// "pem", "der", "chain". Fails with usage for another word.
Result<Format> format_from(std::string_view word);

/// The certificate alone as PEM or DER, or with what stands above it up to the root, as PEM.
std::string to_text(const record::Issued& issued, Format format);

} // namespace mdm::service
