#pragma once

#include "web/page.h"

#include <string>
#include <string_view>

namespace mdm::web {

/// What the form of sign-in shows besides the empty fields. Problems are keys of texts, empty where
/// there is none.
struct LoginForm {
    std::string user = {};
    std::string seal = {};
    std::string terms = {}; ///< plain text; empty: there is nothing to accept
    bool accepted = false;
    std::string_view problem = {}; ///< of the whole
    std::string_view user_problem = {};
    std::string_view password_problem = {};
    std::string_view accept_problem = {};
};

/// The page with that form, whose fields are user, password, accept and form.
Page login_page(const LoginForm& form, const Look& look);

/// The page that hands the token over: a form with `wresult` to `url`, sent by a script, and by a
/// button where scripts do not run (MS-MDE2 3.2). `source` is the same address for the
/// Content-Security-Policy.
Page handover_page(const std::string& url, const std::string& source, const std::string& token,
                   const Look& look);

} // namespace mdm::web
