#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace mdm {

/// What kind of failure this is; each kind is one exit status of a tool (see cli/exit.h).
enum class Errc {
    usage,       ///< the command line is wrong
    malformed,   ///< the input breaks its format
    refused,     ///< well formed, and the answer is no
    environment, ///< a file, the clock or a library failed
};

/// One failure, owned, on its way up to the one place that reports it.
struct Error {
    Errc code;
    /// One line, lower case, no full stop: what is wrong with which thing, and what was expected.
    /// Never holds a secret.
    std::string message;
    /// The clause that was broken ("RFC 2986 4.2"); a string literal. Empty where there is none.
    std::string_view spec = {};

    /// The same error seen from further out: "context: message".
    [[nodiscard]] Error within(std::string_view context) &&
    {
        message.insert(0, ": ").insert(0, context);
        return std::move(*this);
    }
};

} // namespace mdm
