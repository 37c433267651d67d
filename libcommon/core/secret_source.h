#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace mdm {

/// Where a passphrase or a PIN is to be had, which itself stands in no configuration, argument or
/// environment.
struct SecretSource {
    enum class Kind { file, descriptor, command };
    Kind kind = Kind::file;
    std::string path = {};                   ///< of the file, or of the program
    std::vector<std::string> arguments = {}; ///< of the program
    int descriptor = -1;
};

/// The forms that `secret_source_from` reads, for messages.
constexpr std::string_view secret_source_forms =
    "\"file:PATH\", \"fd:NUMBER\" with a number from 3 to 1023, or \"command:PATH ARGUMENT...\"";

/// Reads one of the forms; the words of a command are parted by spaces, and no shell reads them.
/// Fails with usage. As a text that is none of them may be the secret itself, it is not repeated.
Result<SecretSource> secret_source_from(std::string_view text);

/// How long a program, or a descriptor, may take.
constexpr std::chrono::seconds secret_time_limit{10};

/// The first line of what a source has, without its end, at most 1024 bytes:
///
/// - of a file, which is refused as `read_secret_file` does;
/// - of a descriptor that was open when this program started. Of a file that is the first line each
///   time; a pipe has given it away then;
/// - of what a program writes to standard output, if it ends with status 0. It gets no descriptor
///   and of the environment PATH and LC_ALL, as they are for all.
///
/// Fails with environment; the message names the source, and holds nothing of what it had.
Result<Secret> read_secret(const SecretSource& source);

} // namespace mdm
