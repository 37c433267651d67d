#include "inspect/lint_store.h"

#include "core/base64.h"
#include "core/text.h"
#include "inspect/lint_tree.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

constexpr std::array<std::string_view, 3> order{"Root", "CA", "My"};

bool is_thumbprint(std::string_view type)
{
    return type.size() == 40 && parse_hex(type).has_value();
}

/// Reads the certificate of one node, whose name is to be its thumbprint.
std::optional<x509::Certificate> read_certificate(Report& report, const Element& node)
{
    const auto value = parm_value(node, "EncodedCertificate");
    if (!value) {
        report.find("store-node", node, "no EncodedCertificate", "one");
        return std::nullopt;
    }
    const auto parm = *find_parm(node, "EncodedCertificate");
    const auto der = decode_base64(*value);
    if (der && encode_base64(*der) != *value)
        report.find("base64-line", parm, "base64 that is broken into lines or not padded",
                    "base64 on one line");
    auto certificate = der ? x509::parse_certificate(*der) : Result<x509::Certificate>(der.error());
    if (!certificate) {
        report.find("certificate", parm, certificate.error().message, "base64 of a certificate");
        return std::nullopt;
    }
    const auto thumbprint = x509::thumbprint(*der);
    const auto type = type_of(node);
    if (!equal_ignoring_case(type, thumbprint))
        report.find("thumbprint", node, type, thumbprint + ", the SHA-1 of its certificate");
    else if (type != thumbprint)
        report.find("thumbprint-case", node, type, thumbprint);
    lint_certificate(report, *der, &parm);
    return std::move(*certificate);
}

void lint_authorities(Report& report, const Element& store,
                      std::vector<x509::Certificate>& certificates)
{
    for (const auto& place : characteristics(store)) {
        if (type_of(place) != "System") {
            report.find("store-place", place, type_of(store) + "/" + type_of(place),
                        type_of(store) + "/System");
            continue;
        }
        for (const auto& node : characteristics(place))
            if (auto certificate = read_certificate(report, node))
                certificates.push_back(std::move(*certificate));
        if (certificates.size() > 1)
            report.find("store-one", place, fmt::format("{} certificates", certificates.size()),
                        "at most one");
    }
}

void lint_own(Report& report, const Element& place, Stores& stores)
{
    bool container = find_characteristic(place, "PrivateKeyContainer").has_value();
    for (const auto& node : characteristics(place)) {
        const auto type = type_of(node);
        if (type == "PrivateKeyContainer")
            continue;
        if (!is_thumbprint(type)) {
            report.find("store-node", node, "'" + type + "'", "a thumbprint");
            continue;
        }
        container = container || find_characteristic(node, "PrivateKeyContainer").has_value();
        stores.place =
            type_of(place) == "User" ? provisioning::Store::user : provisioning::Store::system;
        if (auto certificate = read_certificate(report, node))
            stores.own.push_back(std::move(*certificate));
    }
    if (!container)
        report.find("private-key-container", place, "no PrivateKeyContainer", "one, empty or not");
}

void lint_my(Report& report, const Element& store, Stores& stores)
{
    for (const auto& child : characteristics(store)) {
        const auto type = type_of(child);
        if (type == "User" || type == "System")
            lint_own(report, child, stores);
        else if (type == "WSTEP")
            stores.renews = true;
        else
            report.find("store-place", child, "My/" + type, "My/User, My/System or My/WSTEP");
    }
}

void lint_store(Report& report, const Element& store, std::size_t& reached, Stores& stores)
{
    const auto type = type_of(store);
    const auto* const at = std::find(order.begin(), order.end(), type);
    if (at == order.end()) {
        report.find("store-name", store, "'" + type + "'", "Root, CA or My");
        return;
    }
    const auto index = static_cast<std::size_t>(at - order.begin());
    if (index < reached)
        report.find("store-order", store, fmt::format("{} behind {}", type, order[reached]),
                    "Root, CA, My");
    reached = std::max(reached, index);
    if (index == 2)
        lint_my(report, store, stores);
    else
        lint_authorities(report, store, index == 0 ? stores.roots : stores.intermediates);
}

/// Which of some certificates issued another; null where none did.
const x509::Certificate* issuer_in(const std::vector<x509::Certificate>& some,
                                   const x509::Certificate& below)
{
    const auto at =
        std::ranges::find_if(some, [&](const auto& one) { return x509::is_issued_by(below, one); });
    return at == some.end() ? nullptr : &*at;
}

void lint_chain(Report& report, const Element& root, const Stores& stores)
{
    for (const auto& authority : stores.roots)
        if (!x509::is_self_signed(authority))
            report.find("chain", root, "a Root that is not self-signed", "a root");
    if (stores.own.empty() || (stores.roots.empty() && stores.intermediates.empty()))
        return;
    const x509::Certificate* top = &stores.own.front();
    for (std::size_t i = 0; i < stores.intermediates.size(); ++i)
        if (const auto* issuer = issuer_in(stores.intermediates, *top))
            top = issuer;
        else
            report.find("chain", root,
                        "a certificate that " + x509::subject_of(stores.intermediates[i]) +
                            " did not issue",
                        "a chain from My to Root");
    if (stores.roots.empty() || issuer_in(stores.roots, *top) != nullptr)
        return;
    if (stores.intermediates.empty())
        report.find("chain", root,
                    "a certificate that " + x509::subject_of(stores.roots.front()) +
                        " did not issue",
                    "a chain from My to Root");
    else
        report.find("chain", root, "an intermediate that the Root did not issue",
                    "a chain from My to Root");
}

} // namespace

Stores lint_stores(Report& report, const Element& root)
{
    Stores stores;
    std::size_t reached = 0;
    const auto blocks = characteristics(root, "CertificateStore");
    for (const auto& block : blocks)
        for (const auto& store : characteristics(block))
            lint_store(report, store, reached, stores);
    if (!blocks.empty() && stores.own.size() != 1)
        report.find("store-own", blocks.front(),
                    fmt::format("{} certificates in My", stores.own.size()), "one");
    if (!stores.own.empty() && stores.own.front().authority)
        report.find("own-authority", blocks.front(), "a CA certificate in My",
                    "the certificate of a device");
    lint_chain(report, root, stores);
    const auto life = stores.own.empty()
                          ? std::optional<std::chrono::days>()
                          : std::chrono::floor<std::chrono::days>(stores.own.front().not_after -
                                                                  stores.own.front().not_before);
    for (const auto& block : blocks)
        for (const auto& my : characteristics(block, "My"))
            for (const auto& wstep : characteristics(my, "WSTEP"))
                for (const auto& renew : characteristics(wstep, "Renew"))
                    lint_renew(report, renew, life);
    return stores;
}

} // namespace mdm::inspect
