#pragma once

#include "auth/password_file.h"

#include <functional>
#include <string>

namespace mdm::auth {

/// Reads a password file. Fails with environment when it cannot be read, is larger than 16 MiB, or
/// is open to others than its owner; otherwise as `PasswordFile::parse`. The message names the
/// file.
Result<PasswordFile> load_password_file(const std::string& path);

/// Reads a password file, changes it and writes it back with mode 0600, whole or not at all; a file
/// that is not there is taken for an empty one. Its owner stays. Runs at the same time wait for
/// each other, so none loses what another changed. Fails as `load_password_file`, with the failure
/// of `change`, then nothing is written, and with environment when the file cannot be written.
Result<void> update_password_file(const std::string& path,
                                  const std::function<Result<void>(PasswordFile&)>& change);

} // namespace mdm::auth
