#include "provisioning/certificates.h"

#include "x509/certificate.h"

#include <algorithm>
#include <vector>

namespace mdm::provisioning {
namespace {

constexpr std::string_view store_spec = "MS-MDE2 2.2.9.2";

Result<std::vector<x509::Certificate>> parse_all(std::span<const Bytes> ders)
{
    std::vector<x509::Certificate> certificates;
    for (const Bytes& der : ders)
        certificates.push_back(TRY_WITHIN("chain", x509::parse_certificate(der)));
    return certificates;
}

Result<void> require_issued(const x509::Certificate& certificate, const x509::Certificate& issuer,
                            std::string_view what)
{
    if (!x509::is_issued_by(certificate, issuer))
        return Error{Errc::refused, std::string(what), "RFC 5280 6.1"};
    return {};
}

} // namespace

Result<Certificates> arrange(Bytes leaf, std::span<const Bytes> chain)
{
    const auto parsed = TRY(parse_all(chain));
    const auto parsed_leaf = TRY(x509::parse_certificate(leaf));
    Certificates result{.leaf = std::move(leaf)};
    const x509::Certificate* below = &parsed_leaf;
    while (!result.root) {
        const auto issuer =
            std::find_if(parsed.begin(), parsed.end(), [&](const x509::Certificate& candidate) {
                return x509::is_issued_by(*below, candidate);
            });
        if (issuer == parsed.end())
            break;
        const Bytes& der = chain[static_cast<std::size_t>(issuer - parsed.begin())];
        if (x509::is_self_signed(*issuer))
            result.root = der;
        else if (result.intermediate)
            return Error{Errc::refused,
                         "the chain has a second intermediate certificate, '" +
                             x509::subject_of(*issuer) + "': the document holds one",
                         store_spec};
        else
            result.intermediate = der;
        below = &*issuer;
    }
    if (!chain.empty() && !result.root && !result.intermediate)
        return Error{Errc::refused, "none of the chain issued the certificate", "RFC 5280 6.1"};
    return result;
}

Result<void> check_chain(const Certificates& certificates)
{
    const auto leaf = TRY(x509::parse_certificate(certificates.leaf));
    x509::Certificate intermediate;
    const x509::Certificate* top = &leaf;
    if (certificates.intermediate) {
        intermediate = TRY(x509::parse_certificate(*certificates.intermediate));
        TRY(require_issued(leaf, intermediate, "the intermediate did not issue the certificate"));
        top = &intermediate;
    }
    if (!certificates.root)
        return {};
    const auto root = TRY(x509::parse_certificate(*certificates.root));
    if (!x509::is_self_signed(root))
        return Error{Errc::refused, "the certificate in Root/System is not self-signed",
                     store_spec};
    return require_issued(*top, root, "the root did not issue the certificate below it");
}

} // namespace mdm::provisioning
