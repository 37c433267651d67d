#pragma once

#include "device/session.h"

#include <string>

namespace mdm::device {

/// Checks, before anything is asked of a server, that a directory can take what a device gets: it
/// is there and has none of the files yet, or it can be made. Fails with refused or environment.
Result<void> check_directory(const std::string& directory);

/// Writes device.key, device.pem, chain.pem, provisioning.xml and account.json, with mode 0600,
/// into a directory that is made with mode 0700 where it is not there: all of them or none. Fails
/// with refused when one is there already.
Result<void> keep(const Enrolled& enrolled, const std::string& directory);

/// Writes each answer as it came to NAME.xml in a directory, made as above; those of a run before
/// are replaced. They may hold passwords: mode 0600.
Result<void> keep_answers(const Session& session, const std::string& directory);

} // namespace mdm::device
