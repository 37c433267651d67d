#include "service/enrolled_by_hand.h"

#include "x509/certificate.h"

namespace mdm::service {
namespace {

constexpr std::size_t file_limit = 1U << 20;

/// Appends the certificates of a file, PEM or DER.
Result<void> append(const std::string& file, std::vector<Bytes>& certificates, cli::Io& io)
{
    const auto content = TRY(cli::read_operand(file, io, file_limit));
    for (auto& certificate : TRY_WITHIN(file, x509::parse_certificate_file(content)))
        certificates.push_back(std::move(certificate.der));
    return {};
}

/// The certificate of an authority, where it is configured, and what stands above it.
Result<std::vector<Bytes>> chain_of(const config::Authority& authority, cli::Io& io)
{
    std::vector<Bytes> chain;
    for (const std::string& file : {authority.certificate, authority.chain})
        if (!file.empty())
            TRY(append(file, chain, io));
    return chain;
}

} // namespace

Result<enrollment::Enrolled> enrolled_by_hand(const cli::Arguments& arguments,
                                              const config::Settings& settings, cli::Io& io)
{
    enrollment::Enrolled enrolled{.user = arguments.text("user"),
                                  .device_id = arguments.text("device"),
                                  .device_name = arguments.text("device-name"),
                                  .enrollment_type = arguments.text("enrollment-type", "Full"),
                                  .trace_id = cli::trace_id(arguments, io)};
    if (enrolled.enrollment_type != "Full" && enrolled.enrollment_type != "Device")
        return Error{Errc::usage, "--enrollment-type must be Full or Device"};
    auto& chain = enrolled.chain;
    TRY(append(arguments.text("cert"), chain, io));
    enrolled.certificate = std::move(chain.front());
    chain.erase(chain.begin());
    for (const std::string& file : arguments.all("chain"))
        TRY(append(file, chain, io));
    if (!chain.empty() || arguments.has("renewal"))
        return enrolled;
    const auto certificate = TRY(x509::parse_certificate(enrolled.certificate));
    for (const config::Authority& authority : settings.authorities) {
        chain = TRY(chain_of(authority, io));
        if (!chain.empty() &&
            x509::is_issued_by(certificate, TRY(x509::parse_certificate(chain.front()))))
            break;
    }
    return enrolled;
}

} // namespace mdm::service
