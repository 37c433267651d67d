#pragma once

#include "core/error.h"

namespace mdm::cli {

/// The exit statuses of every tool.
enum class Exit {
    ok = 0,
    refused = 1,         ///< well formed, and the answer is no
    usage = 2,           ///< the command line is wrong
    malformed = 3,       ///< the input breaks its format
    environment = 4,     ///< a file, the clock or a library failed
    could_not_ask = 111, ///< of checkers alone, see mdm-checker(7)
};

/// The status that a failure ends with.
constexpr Exit exit_of(Errc code)
{
    switch (code) {
    case Errc::usage:
        return Exit::usage;
    case Errc::malformed:
        return Exit::malformed;
    case Errc::refused:
        return Exit::refused;
    case Errc::environment:
        break;
    }
    return Exit::environment;
}

} // namespace mdm::cli
