#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

/// Which certificates of others are trusted, and for what.
struct PathRules {
    std::vector<Bytes> anchors; ///< DER; roots, or authorities below them
    /// DER. Where there are any, every certificate of a path but the anchor must be answered for by
    /// one that is valid now (RFC 5280 6.3).
    std::vector<Bytes> revocation_lists = {};
    /// OIDs: the certificate must have one of them, and so must every authority on the path that
    /// has usages at all. Empty: any.
    std::vector<std::string> extended_key_usages = {};
    Time now = {};
};

/// Checks that a certificate is trusted now: a path to an anchor (RFC 5280 6.1), over
/// `intermediates` (DER, in any order, none of them trusted), without SHA-1 and keys below RSA
/// 2048; that it may make signatures (keyUsage), for one of the extended key usages; and that
/// nothing on the path is revoked.
///
/// Fails with malformed when `certificate` or one of the intermediates is no certificate, with
/// refused when it is not trusted, and with environment when the rules are unusable, or there is no
/// revocation list that is valid now, so that it cannot be told.
Result<void> check_path(ByteView certificate, std::span<const Bytes> intermediates,
                        const PathRules& rules);

/// The DER of the revocation lists of a file: PEM, one or more, or one in DER. Fails with malformed
/// when it is neither.
Result<std::vector<Bytes>> parse_revocation_lists(std::string_view content);

/// Fails with refused when a DER revocation list is not valid at `now`, and with malformed when it
/// is none.
Result<void> check_list_time(ByteView der, Time now);

} // namespace mdm::x509
