#pragma once

#include "core/time.h"

#include <string>

namespace soci {
class session;
}

namespace mdm::ledger {

/// A signed request that was taken, by hashes in hexadecimal.
struct SignedMessage {
    std::string content;     ///< of what was signed
    std::string message;     ///< of the message as it came
    std::string certificate; ///< of the certificate
    Time good_until;         ///< afterwards nobody takes it any more
};

/// Whether what was signed came before.
enum class Seen {
    never,
    same,      ///< in the very same message
    other,     ///< in a message that is not the same
    too_often, ///< never, and there is no room for more of this certificate
};

/// How many messages of one certificate are remembered at a time. They are forgotten once they are
/// no longer good, so this bounds what a device can make the ledger hold.
constexpr int signed_messages_max = 1000;

/// Looks a message up and writes it down where it is new, inside the transaction of the caller.
/// Forgets what is no longer good.
Seen remember(soci::session& sql, const SignedMessage& message, Time now);

} // namespace mdm::ledger
