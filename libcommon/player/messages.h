#pragma once

#include "cli/arguments.h"
#include "cli/io.h"

#include <string>

namespace mdm::player {

/// A message each as the options of mdm-request(1) describe it, in UTF-8. What is not said is drawn
/// from `io.random`. They hold what the credentials hold: wipe them after use.
Result<std::string> discover_message(const cli::Arguments& arguments, cli::Io& io);
Result<std::string> policies_message(const cli::Arguments& arguments, cli::Io& io);
Result<std::string> issue_message(const cli::Arguments& arguments, cli::Io& io);
Result<std::string> plain_message(const cli::Arguments& arguments, cli::Io& io);
Result<std::string> query_message(const cli::Arguments& arguments, cli::Io& io);
Result<std::string> renew_message(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::player
