#pragma once

#include "core/secret.h"
#include "device/transport.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace mdm::device {

/// How a device speaks HTTPS.
struct HttpsOptions {
    std::optional<std::string> ca_bundle = {}; ///< PEM file; none: what the system trusts
    /// What the device shows to the server; nothing: no certificate. PEM.
    std::string certificate = {};
    Secret key = {};
    std::chrono::seconds connect_timeout{10};
    std::chrono::seconds timeout{60};    ///< of one request, all in all
    std::size_t answer_limit = 4U << 20; ///< bytes of a body
    std::string user_agent = "ENROLLClient";
    /// Asked about once a second while a request is under way: yes ends it. None: it is not asked.
    std::function<bool()> give_up = {};
};

/// A transport by libcurl: HTTP/1.1 over TLS 1.2 or later, certificates and host names checked, one
/// connection kept open between requests, no proxy, no cookies, no redirects followed.
///
/// It fails with environment when there is no answer, and with malformed when the answer is no HTTP
/// or longer than the limit. A certificate that is not trusted has the HRESULT of its own that
/// devices have for it. Fails with environment when the bundle cannot be read or
/// libcurl cannot begin, and with malformed when the bundle has no certificate.
Result<Transport> https_transport(const HttpsOptions& options);

} // namespace mdm::device
