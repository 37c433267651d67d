#pragma once

#include "auth/checker.h"
#include "core/process.h"
#include "core/time.h"

#include <functional>
#include <string>

namespace mdm::auth {

/// The checker that asks a program as mdm-checker(7) describes. `program` has path, arguments,
/// environment and time limit; the question goes through its descriptor 3, and memory that held it
/// is wiped. `now` is the time of the request. What the program writes to standard error, and
/// its message beside a yes, go to `remark` as one printable line each.
Checker program_checker(Program program, Time now, std::function<void(const std::string&)> remark);

} // namespace mdm::auth
