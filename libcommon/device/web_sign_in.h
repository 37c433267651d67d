#pragma once

#include "core/secret.h"
#include "device/transport.h"

#include <functional>
#include <string>

namespace mdm::device {

/// Sends one request of the browser control.
using Browse = std::function<Result<HttpAnswer>(const HttpRequest&)>;

/// Signs a user in on the web page of AuthPolicy Federated as the browser control of Windows does
/// (MS-MDE2 3.2): opens `url` with appru and login_hint, fills in the first form that asks for a
/// password, ticks its boxes, sends it, and takes `wresult` from the form that goes to appru. What
/// the control does with scripts is not done. Cookies go back to the origin that set them,
/// redirects are followed to https alone, and after 8 pages it ends.
///
/// Fails with refused where the page asks for the password once more, and with malformed where a
/// page leads nowhere; the messages hold neither the password nor the token.
Result<Secret> sign_in(const std::string& url, const std::string& user, const Secret& password,
                       const Browse& browse);

} // namespace mdm::device
