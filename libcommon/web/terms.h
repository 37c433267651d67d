#pragma once

#include "config/web.h"
#include "web/acceptance.h"
#include "web/visit.h"

#include <functional>
#include <string>

namespace mdm::web {

/// Why it is not known who holds a token.
struct Stranger {
    enum class Kind {
        bad_token,   ///< it is none, or not a good one
        not_allowed, ///< it names no user, or a tenant that is not served here
        unavailable, ///< it could not be found out
    };
    Kind kind;
    std::string log; ///< what the operator is told
};

/// Checks a token and yields who holds it.
using Identify = std::function<Result<Reader, Stranger>(const Secret& token)>;

/// Answers a request for the terms of use of the Entra flow. A GET bears `redirect_uri`,
/// `api-version`, mostly `client-request-id`, and `mode=azureadjoin` where the device becomes the
/// organisation's; a bearer token says who reads. The answer is a page with the text; the POST of
/// its form is answered with a redirect to `redirect_uri` with IsAccepted, and with OpaqueBlob
/// where that is true. Errors go there too, as `error` and `error_description`, unless the address
/// is not an allowed one: then there is a page.
///
/// A form is good for the browser and the address that it was made for, and for a while; it bears
/// who reads, since the token does not come a second time. `text` is an error where it cannot be
/// read.
Outcome serve_terms(const Visit& visit, const config::Terms& settings,
                    const Result<std::string>& text, const Identify& identify);

/// The answer where the service is out of order: the redirect of an internal error, or a page.
Outcome terms_trouble(const Request& request, const config::Terms& settings, const Error& why,
                      const Look& look);

} // namespace mdm::web
