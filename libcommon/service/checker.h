#pragma once

#include "auth/checker.h"
#include "cli/exit.h"
#include "cli/io.h"

#include <functional>

namespace mdm::service {

/// Runs a checker program, as mdm-checker(7) describes it: reads the question from descriptor 3,
/// asks, and writes the answer to standard output. What goes wrong is told in one line on standard
/// error, and yields the status for "could not ask". An empty password is wrong without asking.
cli::Exit run_checker(cli::Io& io,
                      const std::function<Result<auth::Answer>(const auth::UsernameToken&)>& ask);

} // namespace mdm::service
