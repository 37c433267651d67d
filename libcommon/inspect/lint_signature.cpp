#include "core/base64.h"
#include "core/text.h"
#include "inspect/lint_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

constexpr std::string_view exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

std::optional<Element> child(const Element& parent, std::string_view local)
{
    return first_of(parent, {ns::signature, local});
}

std::string algorithm_of(const Element& parent, std::string_view local)
{
    const auto found = child(parent, local);
    return found ? attribute_of(*found, "Algorithm") : std::string();
}

void lint_algorithms(Report& report, const Element& info)
{
    constexpr std::array<std::string_view, 6> methods{
        "rsa-sha256", "rsa-sha384", "rsa-sha512", "ecdsa-sha256", "ecdsa-sha384", "ecdsa-sha512"};
    const auto method = algorithm_of(info, "SignatureMethod");
    const bool known = std::any_of(methods.begin(), methods.end(), [&](std::string_view word) {
        return method == fmt::format("http://www.w3.org/2001/04/xmldsig-more#{}", word);
    });
    if (!known)
        report.find("signature-method", info, "SignatureMethod '" + method + "'",
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    if (const auto form = algorithm_of(info, "CanonicalizationMethod"); form != exclusive)
        report.find("signature-c14n", info, "CanonicalizationMethod '" + form + "'",
                    std::string(exclusive));
}

void lint_reference(Report& report, const Element& reference)
{
    constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    const auto transforms = child(reference, "Transforms");
    bool found = false;
    if (transforms)
        for (const auto& transform : transforms->children())
            found = found || attribute_of(transform, "Algorithm") == enveloped;
    if (attribute_of(reference, "URI").empty() && !found)
        report.find("signature-transform", reference, "no enveloped-signature transform",
                    std::string(enveloped));
    const auto method = algorithm_of(reference, "DigestMethod");
    const auto value = child(reference, "DigestValue");
    const auto bytes = value ? decode_base64(value->text()) : Result<Bytes>(Bytes());
    if (!method.starts_with("http://www.w3.org/2001/04/xmlenc#sha") &&
        !method.starts_with("http://www.w3.org/2001/04/xmldsig-more#sha"))
        report.find("signature-digest", reference, "DigestMethod '" + method + "'",
                    "http://www.w3.org/2001/04/xmlenc#sha256");
    else if (!bytes || bytes->size() < 32)
        report.find("signature-digest", reference, "a DigestValue that is none",
                    "base64 of 32 bytes or more");
}

/// Whether a KeyInfo names a token of the header by its Id, with or without '#' and prefix.
bool names_token(const Element& security, const Element& info)
{
    const auto reference = first_of(info, {ns::secext, "SecurityTokenReference"});
    const auto leaf = reference ? first_of(*reference, {ns::secext, "Reference"}) : std::nullopt;
    std::string uri = leaf ? attribute_of(*leaf, "URI") : std::string();
    if (uri.starts_with('#'))
        uri.erase(0, 1);
    if (uri.empty())
        return false;
    for (const auto& token : security.children({ns::secext, "BinarySecurityToken"}))
        if (attribute_of(token, "Id").ends_with(uri))
            return true;
    return false;
}

} // namespace

void lint_signature(Report& report, const Element& security, const Element& signature)
{
    if (!first_of(security, {ns::utility, "Timestamp"}))
        report.find("signature-timestamp", security, "a signature without a Timestamp",
                    "Created and Expires, which are signed");
    const auto info = child(signature, "SignedInfo");
    if (!info) {
        report.find("signature-reference", signature, "no SignedInfo", "a Reference with URI=\"\"");
        return;
    }
    lint_algorithms(report, *info);
    const auto references = info->children({ns::signature, "Reference"});
    if (references.empty())
        report.find("signature-reference", *info, "no Reference", "a Reference with URI=\"\"");
    for (const auto& reference : references)
        lint_reference(report, reference);
    const auto key = child(signature, "KeyInfo");
    if (!key || !names_token(security, *key))
        report.find("signature-key", signature, "a KeyInfo that names no token of the header",
                    "the Id of the BinarySecurityToken with the certificate");
}

} // namespace mdm::inspect
