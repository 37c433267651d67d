#include "xmldsig/layout.h"

#include <initializer_list>

namespace mdm::xmldsig {
namespace {

namespace ns = xml::ns;

Result<std::string_view> soap_of(const Node* root)
{
    for (const auto space : {ns::soap12, ns::soap11})
        if (is(root, {space, "Envelope"}))
            return space;
    return Error{Errc::malformed, "the root element is no SOAP Envelope", "SOAP 1.2 Part 1, 5.1"};
}

} // namespace

Result<Layout> find_layout(const Tree& tree)
{
    Layout layout{};
    layout.envelope = root_of(tree);
    const auto soap = TRY(soap_of(layout.envelope));
    layout.header = TRY(only_child(layout.envelope, {soap, "Header"}));
    layout.body = TRY(only_child(layout.envelope, {soap, "Body"}));
    layout.security = TRY(only_child(layout.header, {ns::secext, "Security"}));
    layout.timestamp = TRY(only_child(layout.security, {ns::utility, "Timestamp"}));
    layout.token = TRY(only_child(layout.security, {ns::secext, "BinarySecurityToken"}));
    layout.signature = TRY(only_child(layout.security, {ns::signature, "Signature"}));
    for (const xml::Name name : {xml::Name{ns::signature, "Signature"},
                                 xml::Name{ns::secext, "Security"}, xml::Name{soap, "Body"}})
        if (everywhere(tree, name).size() != 1)
            return Error{Errc::malformed, "the message has more than one " + xml::to_text(name),
                         "WSS SOAP Message Security 1.1, 5"};
    return layout;
}

} // namespace mdm::xmldsig
