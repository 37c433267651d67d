#pragma once

#include "cgi/exchange.h"

#include <optional>
#include <string>

namespace mdm::cgi {

/// The certificate that a TLS client showed, in PEM, as a web server passes it in SSL_CLIENT_CERT
/// beside SSL_CLIENT_VERIFY: Apache's mod_ssl in PEM, nginx in PEM with lines that begin with a tab
/// ($ssl_client_cert) or percent-escaped ($ssl_client_escaped_cert). Nothing where the client
/// showed none.
///
/// Fails with refused when the web server shows one and does not say SUCCESS of it, and with
/// malformed when it says SUCCESS of none, or the escapes are broken.
Result<std::optional<std::string>> client_certificate(const Environment& environment);

} // namespace mdm::cgi
