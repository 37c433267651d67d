#pragma once

#include "cli/arguments.h"
#include "cli/io.h"

#include <string>

namespace mdm::service {

/// The request that a first stage reads: all of standard input, or with --cgi the body of a POST,
/// which has CONTENT_LENGTH bytes. Fails with malformed on another method, a missing or wrong
/// length, a body that ends before it, and more than `limit` bytes.
Result<std::string> read_message(const cli::Arguments& arguments, cli::Io& io, std::size_t limit);

/// Reads and forgets the message of a web server that is answered without it.
void forget_message(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::service
