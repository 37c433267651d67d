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

/// Takes whatever issued a certificate out of others; nothing where none did.
std::optional<x509::Certificate> take_issuer(const x509::Certificate& below,
                                             std::vector<x509::Certificate>& others)
{
    const auto issuer = std::ranges::find_if(
        others, [&](const x509::Certificate& one) { return x509::is_issued_by(below, one); });
    if (issuer == others.end())
        return std::nullopt;
    auto taken = std::move(*issuer);
    others.erase(issuer);
    return taken;
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
        else if (result.intermediates.size() == intermediates_at_most)
            return Error{Errc::refused,
                         "the chain has more than " + std::to_string(intermediates_at_most) +
                             " intermediate certificates: '" + x509::subject_of(*issuer) +
                             "' is one too many",
                         store_spec};
        else
            result.intermediates.push_back(der);
        below = &*issuer;
    }
    if (!chain.empty() && !result.root && result.intermediates.empty())
        return Error{Errc::refused, "none of the chain issued the certificate", "RFC 5280 6.1"};
    return result;
}

std::vector<Bytes> above(const Certificates& certificates)
{
    std::vector<Bytes> all = certificates.intermediates;
    if (certificates.root)
        all.push_back(*certificates.root);
    all.insert(all.end(), certificates.further_roots.begin(), certificates.further_roots.end());
    return all;
}

Result<void> settle(Certificates& certificates, Roots of)
{
    auto top = TRY(x509::parse_certificate(certificates.leaf));
    auto intermediates = TRY(parse_all(certificates.intermediates));
    auto roots = TRY(parse_all(certificates.further_roots));
    for (const x509::Certificate& root : roots)
        if (!x509::is_self_signed(root))
            return Error{Errc::refused, "the certificate in Root/System is not self-signed",
                         store_spec};
    certificates.intermediates.clear();
    while (auto issuer = take_issuer(top, intermediates)) {
        certificates.intermediates.push_back(issuer->der);
        top = std::move(*issuer);
    }
    if (!intermediates.empty())
        return Error{Errc::refused, "the intermediate did not issue the certificate",
                     "RFC 5280 6.1"};
    if (const auto root = take_issuer(top, roots))
        certificates.root = root->der;
    else if (!roots.empty() && (of == Roots::of_chain || !certificates.intermediates.empty()))
        return Error{Errc::refused, "the root did not issue the certificate below it",
                     "RFC 5280 6.1"};
    certificates.further_roots.clear();
    for (const x509::Certificate& root : roots)
        certificates.further_roots.push_back(root.der);
    return {};
}

} // namespace mdm::provisioning
