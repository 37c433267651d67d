#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "device/message.h"

#include <memory>
#include <vector>

namespace mdm::player {

/// The options that say who asks, and how that is written.
std::vector<cli::Option> credential_options();

/// What the requests are signed with: of --sign-cert and --sign-key; null where neither is there.
Result<std::shared_ptr<const device::SigningCertificate>>
signing_certificate(const cli::Arguments& arguments);

/// Who asks, of a request on its own: a user with a password (--user, --password-file), whoever was
/// given a token (--token-file, --token-type), or who has a certificate (--sign-cert, --sign-key);
/// with --timestamp, from now. Fails with usage on none and on more than one of them.
Result<device::Credentials> credentials(const cli::Arguments& arguments, cli::Io& io);

/// The same for a renewal, which may go without; a user alone has an empty password, as a device
/// that TLS knows sends it.
Result<std::optional<device::Credentials>> renewal_credentials(const cli::Arguments& arguments,
                                                               cli::Io& io);

} // namespace mdm::player
