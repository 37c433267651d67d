#include "xmldsig/signed_info.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace mdm::xmldsig {
namespace {

namespace ns = xml::ns;

constexpr std::string_view spec = "XML Signature 1.0, 4";
constexpr std::size_t references_max = 8;
constexpr std::size_t id_size_max = 256;

constexpr std::string_view exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

constexpr std::array<std::string_view, 6> signature_methods{
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"};
constexpr std::array<std::string_view, 3> digest_methods{
    "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512"};

xml::Name ds(std::string_view local)
{
    return {ns::signature, local};
}

/// Whether the children are those, in that order; what is in `optional` may follow.
Result<void> require_children(const Node* parent, std::initializer_list<std::string_view> names,
                              std::string_view optional = {})
{
    auto found = children(parent);
    if (!optional.empty() && found.size() == names.size() + 1 && is(found.back(), ds(optional)))
        found.pop_back();
    const bool good = std::equal(found.begin(), found.end(), names.begin(), names.end(),
                                 [](const Node* child, auto name) { return is(child, ds(name)); });
    if (good)
        return {};
    return Error{Errc::malformed, path_of(parent) + " has other elements than it may have", spec};
}

template <std::size_t count>
Result<void> require_algorithm(const Node* method, const std::array<std::string_view, count>& known)
{
    const std::string algorithm = attribute(method, "Algorithm").value_or("");
    if (std::find(known.begin(), known.end(), algorithm) == known.end())
        return Error{Errc::refused,
                     path_of(method) + " has the Algorithm '" + printable(algorithm) +
                         "', which is not taken here",
                     "XML Signature 1.0, 6"};
    return {};
}

/// The algorithms of the transforms of a Reference, in order.
Result<std::vector<std::string>> transforms_of(const Node* reference)
{
    std::vector<std::string> algorithms;
    const auto list = children(reference, ds("Transforms"));
    if (list.empty())
        return algorithms;
    for (const Node* const transform : children(list.front())) {
        const auto parameters = children(transform);
        const std::string algorithm = attribute(transform, "Algorithm").value_or("");
        // A prefix list (Exclusive XML Canonicalization 1.0, 3) adds declarations and takes
        // nothing.
        const bool prefixes = algorithm == exclusive && parameters.size() == 1 &&
                              is(parameters.front(), {exclusive, "InclusiveNamespaces"});
        if (!is(transform, ds("Transform")) || (!parameters.empty() && !prefixes))
            return Error{Errc::refused, path_of(transform) + " has parameters of its own", spec};
        algorithms.push_back(algorithm);
        if (algorithms.size() > 2)
            break;
    }
    return algorithms;
}

Error bad_transforms(const Node* reference, std::string_view expected)
{
    return {Errc::refused,
            path_of(reference) + " has other transforms than are taken here: expected " +
                std::string(expected),
            "XML Signature 1.0, 6.6"};
}

/// The element that a URI "#..." means.
Result<Node*> resolve(const std::string& uri, const Tree& tree, const std::vector<Id>& ids)
{
    const std::string value = uri.substr(std::min<std::size_t>(uri.size(), 1));
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    if (!uri.starts_with('#') || value.empty() || value.size() > id_size_max ||
        value.find_first_not_of(allowed) != value.npos)
        return Error{Errc::refused,
                     "a Reference has the URI '" + printable(uri) +
                         "': expected an empty one, or # and an Id",
                     "XML Signature 1.0, 4.3.3.1"};
    const auto has_value = [&](const Id& id) { return id.value == value; };
    const auto found = std::find_if(ids.begin(), ids.end(), has_value);
    if (std::count_if(ids.begin(), ids.end(), has_value) > 1)
        return Error{Errc::malformed, "the Id '" + value + "' occurs more than once",
                     "XML 1.0, 3.3.1"};
    if (found == ids.end() || !found->usable)
        return Error{Errc::malformed, "no element has the Id '" + value + "'",
                     "WSS SOAP Message Security 1.1, 4.2"};
    register_id(tree, *found);
    return found->element;
}

/// What a reference is to: one of the places from which anything is read.
Result<void> check_place(const Node* element, const Layout& layout)
{
    const Node* const parent = parent_of(element);
    const bool block = parent == layout.header && element != layout.security;
    const bool beside = parent == layout.security && element != layout.signature;
    if (element == layout.body || block || beside)
        return {};
    return Error{Errc::refused,
                 "a Reference is to " + path_of(element) +
                     ": expected the Envelope, the Body, a header block, or what stands in "
                     "Security",
                 "WSS SOAP Message Security 1.1, 8"};
}

Result<void> read_reference(const Node* reference, const Tree& tree, const Layout& layout,
                            const std::vector<Id>& ids, Coverage& coverage)
{
    const bool transformed = !children(reference, ds("Transforms")).empty();
    if (transformed)
        TRY(require_children(reference, {"Transforms", "DigestMethod", "DigestValue"}));
    else
        TRY(require_children(reference, {"DigestMethod", "DigestValue"}));
    const Node* const digest = TRY(only_child(reference, ds("DigestMethod")));
    TRY(require_algorithm(digest, digest_methods));
    const auto transforms = TRY(transforms_of(reference));
    const auto uri = attribute(reference, "URI");
    if (!uri)
        return Error{Errc::refused, path_of(reference) + " has no URI", "XML Signature 1.0, 4.3.3"};
    Node* const element = uri->empty() ? layout.envelope : TRY(resolve(*uri, tree, ids));
    coverage.uris.push_back(*uri);
    using List = std::vector<std::string>;
    if (element == layout.envelope) {
        const List alone{std::string(enveloped)};
        const List both{std::string(enveloped), std::string(exclusive)};
        if (transforms != alone && transforms != both)
            return bad_transforms(reference, "enveloped-signature, then none or xml-exc-c14n");
        coverage.whole = true;
        return {};
    }
    TRY(check_place(element, layout));
    if (transforms != List{std::string(exclusive)})
        return bad_transforms(reference, "xml-exc-c14n alone");
    if (std::find(coverage.parts.begin(), coverage.parts.end(), element) != coverage.parts.end())
        return Error{Errc::malformed, path_of(element) + " is referred to twice", spec};
    coverage.parts.push_back(element);
    return {};
}

Result<void> check_coverage(const Coverage& coverage, const Layout& layout)
{
    const auto covers = [&](const Node* element) {
        return std::find(coverage.parts.begin(), coverage.parts.end(), element) !=
               coverage.parts.end();
    };
    for (const Node* const needed : {layout.body, layout.timestamp})
        if (!coverage.whole && !covers(needed))
            return Error{Errc::refused, path_of(needed) + " is not signed", "MS-MDE2 3.3.4.1.1.1"};
    return {};
}

} // namespace

Result<Coverage> read_signed_info(const Tree& tree, const Layout& layout)
{
    const auto outer = children(layout.signature);
    TRY(require_children(layout.signature, {"SignedInfo", "SignatureValue"}, "KeyInfo"));
    const Node* const info = outer.front();
    if (has_prefixed_attribute(info))
        return Error{Errc::malformed, path_of(info) + " has an attribute with a prefix", spec};
    const auto parts = children(info);
    if (parts.size() < 3 || parts.size() > 2 + references_max)
        return Error{Errc::malformed,
                     path_of(info) + " has not 1 to " + std::to_string(references_max) +
                         " references",
                     spec};
    if (!is(parts[0], ds("CanonicalizationMethod")) || !is(parts[1], ds("SignatureMethod")) ||
        !children(parts[0]).empty() || !children(parts[1]).empty())
        return Error{Errc::malformed, path_of(info) + " has other elements than it may have", spec};
    TRY(require_algorithm(parts[0], std::array{exclusive}));
    TRY(require_algorithm(parts[1], signature_methods));
    const auto ids = ids_of(tree);
    Coverage coverage;
    for (std::size_t i = 2; i < parts.size(); ++i) {
        if (!is(parts[i], ds("Reference")))
            return Error{Errc::malformed, path_of(info) + " has other elements than it may have",
                         spec};
        TRY(read_reference(parts[i], tree, layout, ids, coverage));
    }
    if (coverage.whole && parts.size() != 3)
        return Error{Errc::refused, "beside the Envelope something else is referred to", spec};
    TRY(check_coverage(coverage, layout));
    return coverage;
}

} // namespace mdm::xmldsig
