#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mdm::ledger {

/// A token that is good for one enrollment. The ledger never holds the token itself.
struct SpentToken {
    std::string id; ///< a hash of the token: the same for the same token
    Time good_until;
};

/// How long the ledger remembers what a token was spent on after nobody takes it any more: requests
/// may wait between the check of their token and their certificate, but not longer than this.
constexpr std::chrono::hours spent_tokens_kept{24};

/// What is known about a certificate before it is signed. Reserving writes all of it, so that a
/// process that dies after the reservation leaves a row that tells the truth, and the next one that
/// asks for the same can finish it.
struct Reservation {
    /// One text a request: asking again with the same one yields the same certificate. Empty for a
    /// request that is like no other, and where a row past its end gave its key up.
    std::string request_key;
    std::string serial; ///< upper-case hexadecimal
    std::string trace_id;
    std::string kind;      ///< "issue", "renew" or "offline"
    std::string user;      ///< canonical user name; empty for offline requests
    std::string device_id; ///< DeviceID as the device sent it; may be empty
    std::string profile;
    std::string subject;        ///< RFC 4514 text
    std::string key_thumbprint; ///< SHA-256 of the SubjectPublicKeyInfo, hexadecimal
    Time not_before;
    Time not_after;
    Time reserved_at;
    std::optional<SpentToken> token = {}; ///< that the request spends
    /// The serial of the certificate that a renewal takes the place of; empty otherwise.
    std::string renews = {};
    std::string enrollment_type = {}; ///< "Full", "Device"; empty where the device said neither
    std::string os_version = {};      ///< of the device, as it said; may be empty
    bool capped = false;              ///< whether it is asked how many devices the user has
};

enum class State { reserved, issued, revoked };

/// What was said last about a certificate that was revoked or put on hold; with the reason
/// removeFromCRL that it is good again.
struct Revocation {
    std::string reason; ///< "keyCompromise", a name of CRLReason (RFC 5280 5.3.1)
    Time at;
};

/// A row of the ledger.
struct Entry {
    Reservation reservation;
    State state = State::reserved;
    Bytes certificate;      ///< DER; empty while reserved
    std::string thumbprint; ///< SHA-1 of the certificate; empty while reserved
    Time issued_at = {};
    std::optional<Revocation> revocation = {};
};

/// What became of a request of an identified user, issued or not.
struct Attempt {
    std::string trace_id;
    Time at;
    std::string kind; ///< "policy", "issue", "renew", "query"
    std::string user;
    std::string device_id;
    std::string outcome;    ///< "answered", "issued", "waiting" or "refused"
    std::string subcode;    ///< "Authorization"; empty unless refused
    std::string error_type; ///< "DeviceCapReached"; may be empty
    std::string reason;     ///< empty unless refused
    std::string serial;     ///< of the certificate; empty unless issued
    std::string rule = {};  ///< of the configuration, that refused; empty: none of them
};

/// The words of the ledger: "reserved", "issued", "revoked".
std::string_view to_text(State state);

/// The state of a word. Fails with usage and names the words there are.
Result<State> state_from(std::string_view word);

/// The word itself, if it is an outcome of attempts. Fails as `state_from` does.
Result<std::string> outcome_from(std::string_view word);

} // namespace mdm::ledger
