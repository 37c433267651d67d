#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "core/secret.h"
#include "load/roster.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::load {

/// Somebody who enrolls devices.
struct User {
    std::string name;
    Secret password;
};

/// Reads a list of users, "NAME:PASSWORD" each on a line; empty lines and those that begin with #
/// are passed over. Fails with malformed, naming the line and nothing of what it holds, and where
/// there is no user.
Result<std::vector<User>> parse_users(std::string_view text);

/// Reads a list of tokens, one on a line; empty lines are passed over.
std::vector<Secret> parse_tokens(std::string_view text);

/// What the devices of a run are given: who they are of, by what that is known, and their keys.
/// Several threads may ask at once.
class Supplies {
public:
    /// Reads what the options of mdm-enroll(1) name, and makes the keys that are shared. Fails with
    /// usage, and as what it reads does.
    static Result<Supplies> gather(const cli::Arguments& arguments, cli::Io& io,
                                   const Crowd& crowd);

    /// What a device is and has: ids drawn from `random`, the user whose turn it is, a token of its
    /// own, and the key whose turn it is unless each makes its own. Fails with environment where a
    /// program yields no token.
    [[nodiscard]] Result<device::Plan> plan(const Entry& entry, const device::Random& random) const;
    /// Another key than that, for its renewal; null where each makes its own.
    [[nodiscard]] ossl::Key renewal_key(const Entry& entry) const;

private:
    Result<void> read_users(const cli::Arguments& arguments, cli::Io& io);
    Result<void> read_tokens(const std::string& file, cli::Io& io, std::size_t count);
    Result<void> make_keys(const cli::Arguments& arguments);
    [[nodiscard]] Result<Secret> token_for(const Entry& entry) const;

    device::Plan outline_{}; ///< what all have in common
    std::vector<User> users_;
    std::vector<Secret> tokens_;
    std::string token_command_;
    std::vector<std::string> environment_; ///< of that
    std::vector<ossl::Key> keys_;          ///< empty: each makes its own
};

} // namespace mdm::load
