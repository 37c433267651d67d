#pragma once

#include "core/descriptor.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"

#include <chrono>
#include <span>
#include <string>

namespace mdm::web {

/// Who or what is counted: "user:alice", at most `attempts` of them within `window`.
struct Counted {
    std::string name;
    unsigned attempts;
    std::chrono::seconds window;
};

/// Counts attempts in a file that all processes share and that outlives them. It is of a fixed
/// size, 1.5 MiB, for 65536 names; when there are more, of eight names that share a place the one
/// that was counted longest ago is forgotten. The key decides on the places, so nobody can choose
/// names to push another out, and the file tells no names.
///
/// Each name has `attempts` at once, and then another each `window` / `attempts`: the generic cell
/// rate algorithm, of which one time a name is all that has to be kept.
class Throttle {
public:
    /// Opens the file, or makes it with mode 0600. Fails with environment.
    static Result<Throttle> open(const std::string& path, Secret key);

    /// Counts one attempt for all of these names and yields 0; or, when one of them has no attempt
    /// left, counts nothing and yields how long it takes until all have one, rounded up. Fails with
    /// environment; then nobody is to be let in.
    Result<std::chrono::seconds> take(std::span<const Counted> names, Time now);

    /// Takes one attempt back, for a sign-in that was right.
    Result<void> give_back(std::span<const Counted> names, Time now);

private:
    Throttle(Descriptor file, std::string path, Secret key)
        : file_(std::move(file)), path_(std::move(path)), key_(std::move(key))
    {
    }
    Descriptor file_;
    std::string path_;
    Secret key_;
};

} // namespace mdm::web
