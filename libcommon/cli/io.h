#pragma once

#include "cli/log.h"
#include "cli/stream.h"
#include "core/time.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mdm::cli {

class Arguments;

/// Fills the span with random bytes.
using Random = std::function<void(std::span<unsigned char>)>;

/// Everything of the world outside that a tool may touch.
struct Io {
    Input& in;
    Output& out;
    Log& log;
    /// The value of an environment variable; nothing where it is not set.
    std::function<std::optional<std::string>(std::string_view)> environment;
    std::function<Time()> now;
    Random random;
};

/// Where the configuration is: --config, or $ENROLLKIT_CONFIG. Fails with usage where neither says.
Result<std::string> config_path(const Arguments& arguments, const Io& io);

/// --trace-id, or a random UUID.
std::string trace_id(const Arguments& arguments, const Io& io);

/// The content of FILE, or all of standard input where FILE is "-". Fails with environment when a
/// file, and with malformed when standard input is longer than `limit` bytes.
Result<std::string> read_operand(const std::string& file, Io& io, std::size_t limit);

} // namespace mdm::cli
