#pragma once

#include "config/web.h"
#include "web/visit.h"

#include <functional>
#include <string>

namespace mdm::web {

/// Why nobody was signed in.
struct SignInFailure {
    enum class Kind {
        wrong,         ///< the user or the password is not right
        not_permitted, ///< right, but this user may not enroll
        unavailable,   ///< it could not be found out
    };
    Kind kind;
    std::string log; ///< what the operator is told
};

/// Checks a password and yields the token for the device.
using SignIn =
    std::function<Result<Secret, SignInFailure>(const std::string& user, const Secret& password)>;

/// Answers a request for the page of federated sign-in (MS-MDE2 3.2). A GET bears `appru`, where
/// the token will go, and may bear `login_hint`; the answer is a form. A POST of that form checks
/// the password and answers with the form that sends the token, `wresult`, to `appru` by itself.
/// `terms` is what is to be accepted besides, plain text; empty: nothing is.
///
/// A form is good for the browser and the `appru` that it was made for, and for a while: it bears a
/// seal, which is bound to a cookie. Attempts are counted by user and by address before the
/// password is looked at. What a user can put right is answered with status 200, since the
/// browser control of Windows ends with an error of its own at any other (ErrorHttp); 429 tells
/// that there were too many attempts.
Outcome serve_login(const Visit& visit, const config::Login& settings, const std::string& terms,
                    const SignIn& sign_in);

} // namespace mdm::web
