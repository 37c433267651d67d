#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "config/settings.h"

#include <optional>

namespace mdm::service {

/// The certificate of the TLS client, in DER: of --client-cert, or with --cgi what the web server
/// passes, where [service] client_certificates says that it does. Nothing where there is none;
/// fails where the web server does not vouch for it, and where it is no certificate.
Result<std::optional<Bytes>> client_certificate(const cli::Arguments& arguments,
                                                const config::Service& service, cli::Io& io);

} // namespace mdm::service
