#pragma once

#include "admission/objection.h"
#include "core/result.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mdm::admission {

/// What programs see of the service.
struct Surroundings {
    std::vector<std::string> environment = {}; ///< "NAME=value"
    /// Takes what a program wrote to standard error, as one printable line.
    std::function<void(const std::string&)> remark = [](const std::string&) {};
};

/// Asks a rule's program about a record, which it reads on standard input. Nothing where it says
/// yes, by status 0. By status 1 it says no, and the first line of its standard output, if there is
/// one, is what the user is told. Anything else, another status, a program that cannot be run,
/// takes longer than it may or writes more than 64 KiB, is an error of the environment.
Result<std::optional<Finding>> ask(const config::Command& command, const record::Record& record,
                                   const Surroundings& surroundings);

} // namespace mdm::admission
