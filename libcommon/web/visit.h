#pragma once

#include "core/secret.h"
#include "core/time.h"
#include "web/page.h"
#include "web/request.h"

#include <functional>
#include <span>
#include <string>

namespace mdm::web {

/// Fills the span with random bytes.
using RandomBytes = std::function<void(std::span<unsigned char>)>;

/// One request, and what it takes to answer it.
struct Visit {
    Request request;
    Look look;
    Secret key; ///< of seals
    Time now;
    RandomBytes random;
};

/// What was answered, and what the operator is told of it.
struct Outcome {
    cgi::Response response;
    bool good = true;      ///< false: somebody was refused, or something is out of order
    std::string log = {};  ///< empty: nothing worth a line
    std::string user = {}; ///< whom it is about, where that is known
};

/// A page that says no.
Outcome refuse(int status, std::string_view text, const std::string& log, const Look& look);

/// 128 random bits in base64url: 22 characters.
std::string draw_text(const RandomBytes& random);

/// The value of our cookie for this browser: what it has, or a fresh one.
std::string browser_of(const Visit& visit);

/// The header that sets our cookie: for this host and by TLS alone, not for scripts, and not with
/// requests that another site began (RFC 6265bis 4.1).
std::pair<std::string_view, std::string> cookie_header(const std::string& browser);

} // namespace mdm::web
