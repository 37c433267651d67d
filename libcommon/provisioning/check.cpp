#include "provisioning/check.h"

#include "core/text.h"
#include "provisioning/check_parts.h"
#include "x509/certificate.h"
#include "xml/document.h"

#include <algorithm>

namespace mdm::provisioning {
namespace {

/// Certificates and enterprise tokens stand in attributes.
constexpr xml::Limits limits{.attribute_bytes = 256U << 10};

/// APPLICATION makes the account that DMClient/Provider refers to, and it needs the
/// certificate.
Result<void> check_order(const Characteristic& tree)
{
    const auto position = [&](std::string_view type) {
        return std::find_if(tree.children.begin(), tree.children.end(),
                            [&](const Characteristic& node) { return node.type == type; });
    };
    const auto application = position("APPLICATION");
    const auto store = position("CertificateStore");
    if (store != tree.children.end() && store > application)
        return Error{Errc::malformed, "APPLICATION stands before CertificateStore",
                     "MS-MDE2 2.2.9.1"};
    if (application != tree.children.end() && application > position("DMClient"))
        return Error{Errc::malformed, "DMClient stands before APPLICATION", "MS-MDE2 2.2.9.1"};
    if (position("RootCATrustedCertificates") != tree.children.end())
        return Error{Errc::malformed,
                     "RootCATrustedCertificates stands beside CertificateStore: devices fail with "
                     "0x83750005",
                     "MS-MDE2 2.2.9.1"};
    return {};
}

Result<void> compare(const Provisioned& result, const Expectations& expectations)
{
    if (expectations.store && result.store != *expectations.store)
        return Error{Errc::refused,
                     "the certificate is in My/" + std::string(to_text(result.store)) +
                         ", this enrollment needs My/" + std::string(to_text(*expectations.store)),
                     "MS-MDE2 2.2.9.1"};
    if (expectations.provider_id && !result.provider_id.empty() &&
        result.provider_id != *expectations.provider_id)
        return Error{Errc::refused, "the document is of the provider '" +
                                        printable(result.provider_id) + "', not of '" +
                                        *expectations.provider_id + "'"};
    if (expectations.key == nullptr)
        return {};
    const auto leaf = TRY(x509::parse_certificate(result.certificates.leaf));
    if (!x509::matches(leaf, *expectations.key))
        return Error{Errc::refused, "the certificate holds another key than the request's",
                     "MS-MDE2 2.2.9.2"};
    return {};
}

} // namespace

Result<const Characteristic*> only_child(const Characteristic& node, std::string_view type,
                                         std::string_view where)
{
    const auto count =
        std::count_if(node.children.begin(), node.children.end(),
                      [&](const Characteristic& child) { return child.type == type; });
    if (count == 1)
        return node.find_child(type);
    return Error{Errc::malformed,
                 std::string(where) + " has " + (count == 0 ? "no " : "more than one ") +
                     printable(type),
                 "MS-MDE2 2.2.9.1"};
}

Result<Provisioned> check(const xml::Element& root, const Expectations& expectations)
{
    const auto tree = TRY(read_tree(root));
    TRY(check_order(tree));
    Provisioned result;
    TRY(read_certificate_store(tree, result));
    TRY(settle(result.certificates,
               expectations.form == Form::renewal ? Roots::any : Roots::of_chain));
    TRY(read_application(tree, expectations.form, result));
    if (expectations.form == Form::enrollment)
        TRY(read_dmclient(tree, result));
    TRY(compare(result, expectations));
    return result;
}

Result<Provisioned> check(ByteView document, const Expectations& expectations)
{
    const auto parsed = TRY(xml::parse(document, limits));
    return check(parsed.root(), expectations);
}

} // namespace mdm::provisioning
