#include "xmldsig/key_info.h"

#include "core/base64.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::xmldsig {
namespace {

namespace ns = xml::ns;

constexpr std::string_view spec = "WSS X.509 Certificate Token Profile 1.1, 3.2";
constexpr std::size_t certificates_max = 8;
constexpr std::size_t certificate_size_max = 65536;

Result<Bytes> decode(const Node* element)
{
    if (!children(element).empty())
        return Error{Errc::malformed, path_of(element) + " has elements inside", spec};
    auto der = TRY_WITHIN(path_of(element), decode_base64(text_of(element)));
    if (der.empty() || der.size() > certificate_size_max)
        return Error{Errc::malformed, path_of(element) + " holds no certificate", spec};
    return der;
}

/// An Id without what devices put in front of it in one place and not in the other.
std::string_view bare(std::string_view id)
{
    id = trim(id);
    for (const std::string_view front : {"#", "uuid-"})
        if (id.starts_with(front))
            id.remove_prefix(front.size());
    return id;
}

Result<void> check_reference(const Node* holder, const Tree& tree, const Layout& layout)
{
    const Node* const reference = TRY(only_child(holder, {ns::secext, "Reference"}));
    const auto uri = attribute(reference, "URI").value_or("");
    if (children(holder).size() != 1 || bare(uri).empty())
        return Error{Errc::malformed, path_of(holder) + " has not just one Reference with a URI",
                     spec};
    std::vector<Node*> meant;
    for (const Id& id : ids_of(tree))
        if (bare(id.value) == bare(uri))
            meant.push_back(id.element);
    if (meant.size() != 1 || meant.front() != layout.token)
        return Error{Errc::refused,
                     "the signature's key is '" + printable(uri) +
                         "': expected the Id of the BinarySecurityToken",
                     spec};
    return {};
}

Result<void> read_x509_data(const Node* data, Certificates& found)
{
    const auto listed = children(data);
    for (const Node* const element : listed) {
        if (!is(element, {ns::signature, "X509Certificate"}))
            return Error{Errc::refused, path_of(element) + " is not taken here", spec};
        if (found.beside.size() == certificates_max)
            return Error{Errc::refused, path_of(data) + " has too many certificates", spec};
        found.beside.push_back(TRY(decode(element)));
    }
    const auto mine = std::find(found.beside.begin(), found.beside.end(), found.signer);
    if (mine == found.beside.end())
        return Error{Errc::refused,
                     path_of(data) + " lacks the certificate of the BinarySecurityToken", spec};
    found.beside.erase(mine);
    return {};
}

} // namespace

Result<Certificates> read_certificates(const Tree& tree, const Layout& layout)
{
    Certificates found{.signer = TRY(decode(layout.token)), .beside = {}};
    const auto infos = children(layout.signature, {ns::signature, "KeyInfo"});
    if (infos.empty())
        return found;
    for (const Node* const child : children(infos.front())) {
        if (is(child, {ns::secext, "SecurityTokenReference"}))
            TRY(check_reference(child, tree, layout));
        else if (is(child, {ns::signature, "X509Data"}))
            TRY(read_x509_data(child, found));
        else
            return Error{Errc::refused, path_of(child) + " is not taken here", spec};
    }
    return found;
}

} // namespace mdm::xmldsig
