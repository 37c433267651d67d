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

/// The longest request file that is read, in bytes.
constexpr std::size_t request_file_limit = 1U << 20;

/// What is to be certified for the content of a PKCS #10 file, PEM or DER. Fails as
/// `x509::parse_request` does; with usage where the profile's subject needs a {user} that was not
/// given.
Result<enrollment::Order> order_for(const config::Settings& settings,
                                    const config::Profile& profile,
                                    const enrollment::Blueprint& blueprint, std::string_view file,
                                    const OfflineOrder& order, Time now);

/// Issues a certificate for that. Fails as `order_for` and `Signer::issue` do; with usage on a
/// profile that is not there.
Result<record::Issued> issue_offline(enrollment::Signer& signer, std::string_view file,
                                     const OfflineOrder& order, Time now);

/// Why no certificate was issued, as whoever signs by hand is told it: environment where the ledger
/// is at fault, else refused.
Error error_of(const enrollment::Refusal& refusal);

enum class Format { pem, der, chain };

/// "pem", "der", "chain". Fails with usage for another word.
Result<Format> format_from(std::string_view word);

/// The certificate alone as PEM or DER, or with what stands above it up to the root, as PEM.
std::string to_text(const record::Issued& issued, Format format);

} // namespace mdm::service
