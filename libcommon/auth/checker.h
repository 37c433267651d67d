#pragma once

#include "auth/identity.h"
#include "auth/username_token.h"
#include "core/result.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mdm::auth {

/// What somebody who knows users found out about one of them and a password.
enum class Finding {
    right,         ///< the password is the user's, and the account is in order
    unknown,       ///< there is no such user here
    wrong,         ///< the password is not the user's
    locked,        ///< the account is locked or disabled
    expired,       ///< the account or its password has expired
    not_permitted, ///< the account may not be used for this, or not now
    not_asked,     ///< it could not be found out
};

struct Answer {
    Finding finding = Finding::not_asked;
    std::string user = {};                ///< the canonical name, with `right`
    std::vector<std::string> groups = {}; ///< with `right`
    std::string detail = {};              ///< one line for the operator; may be empty
};

/// One who can be asked.
struct Checker {
    std::string name; ///< for the log
    std::function<Answer(const UsernameToken&)> ask;
    /// A user whom it knows must be in one of these; absent: every one of its users may enroll.
    /// Names compare without ASCII case, as directories do.
    std::optional<std::vector<std::string>> groups = {};
};

/// Why somebody is not let in.
struct Denial {
    enum class Kind {
        authentication, ///< no such user, not the password, or an account that is out of order
        authorization,  ///< known, and not one of those who may enroll
        not_asked,      ///< it could not be found out: never to be told as a wrong password
    };
    Kind kind;
    /// What the device may know. It does not tell which part of a sign-in was wrong, nor whether an
    /// account is locked or has expired: who asks has not shown to be its user.
    std::string reason;
    std::string log; ///< what the operator is told, the checker named
};

/// Asks one checker after the other. The first that knows the user decides, so a user who is locked
/// in one is not let in by the next. One that could not be asked might know the user, so it ends
/// the search too: otherwise whoever keeps a directory from answering could sign in with the old
/// password of a later one. An empty password is wrong before anybody is asked, since directories
/// take it for an anonymous sign-in (RFC 4513 5.1.2). The identity's method is "onpremise".
Result<Identity, Denial> check_password(std::span<const Checker> checkers,
                                        const UsernameToken& token);

/// The checker that looks into a password file, which is read each time (see mdm-passwd(1)).
Checker password_file_checker(const std::string& path);

} // namespace mdm::auth
