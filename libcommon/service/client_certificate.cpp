#include "service/client_certificate.h"

#include "cgi/client_certificate.h"
#include "x509/certificate.h"

namespace mdm::service {
namespace {

constexpr std::size_t file_limit = 64U << 10;

/// The first certificate of a text, or nothing.
Result<std::optional<std::string>> find_text(const cli::Arguments& arguments,
                                             const config::Service& service, cli::Io& io)
{
    if (const auto file = arguments.find("client-cert"))
        return std::optional(TRY(cli::read_operand(*file, io, file_limit)));
    if (arguments.has("cgi") && service.client_certificates)
        return cgi::client_certificate(io.environment);
    return std::optional<std::string>();
}

} // namespace

Result<std::optional<Bytes>> client_certificate(const cli::Arguments& arguments,
                                                const config::Service& service, cli::Io& io)
{
    const auto text = TRY(find_text(arguments, service, io));
    if (!text)
        return std::optional<Bytes>();
    auto certificates =
        TRY_WITHIN("the TLS client certificate", x509::parse_pem_certificates(*text));
    return std::optional(std::move(certificates.front().der));
}

} // namespace mdm::service
