#pragma once

#include "core/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mdm::config {

/// One who is asked about users and their passwords: a password file or a program, not both.
struct Checker {
    std::string password_file = {};        ///< see mdm-passwd(1)
    std::vector<std::string> command = {}; ///< a program and its arguments; see mdm-checker(7)
    /// A user whom it knows must be in one of these; absent: every one of its users may enroll.
    std::optional<std::vector<std::string>> groups = {};
    std::chrono::seconds time_limit{10}; ///< of a program
};

/// [onpremise]: how user names and passwords are checked.
struct OnPremise {
    std::vector<Checker> checkers; ///< in the order in which they are asked
};

/// Fails with environment when nobody is configured who could check a password.
Result<void> require(const OnPremise& onpremise);

} // namespace mdm::config
