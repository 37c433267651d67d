#pragma once

#include "cli/io.h"
#include "core/secret.h"

#include <string>
#include <string_view>

namespace mdm::cli {

/// Whether a person types a secret once, or twice because nobody sees what is typed.
enum class Typed { once, twice };

/// A password: from the terminal without echo where standard input is one, else the first line of
/// standard input. Fails with refused when the second does not repeat the first, or when the
/// terminal sends its end-of-file; with malformed when standard input is empty or its first line is
/// longer than 4096 bytes; with environment when the process has no terminal.
Result<Secret> read_password(Io& io, Typed typed);

/// The first line of a file; `read_password` where `file` is "-". Fails as that and `read_file` do,
/// and with malformed on an empty first line.
Result<Secret> password_from(const std::string& file, Io& io);

/// A token: the first line of a file, or of standard input where `file` is "-". Fails as
/// `read_file` does, and with malformed on a first line that is empty or longer than 65536 bytes.
Result<Secret> token_from(const std::string& file, Io& io);

/// Asks on the terminal of the process, /dev/tty, with the echo off. A signal that ends or stops
/// the process meanwhile takes effect once the echo is on again; after a stop it asks once more.
Result<Secret> ask_on_terminal(std::string_view question);

} // namespace mdm::cli
