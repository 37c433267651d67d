#include "device/requests.h"

#include "core/base64.h"
#include "device/rst_parts.h"
#include "device/type_uri.h"
#include "soap/action.h"

namespace mdm::device {
namespace {

namespace ns = xml::ns;
using Node = xml::Writer::Node;

/// The leaf where there is a value, else the same element with xsi:nil.
void leaf_or_nil(Message& message, Node& parent, std::string_view local, std::string_view value)
{
    auto element = parent.child(message.name(ns::policy, local));
    if (value.empty())
        element.attribute(message.name(ns::instance, "nil"), "true");
    else
        element.text(value);
}

void write_filter(Message& message, Node& parent, const std::vector<std::string>& oids)
{
    auto filter = parent.child(message.name(ns::policy, "requestFilter"));
    if (oids.empty()) {
        filter.attribute(message.name(ns::instance, "nil"), "true");
        return;
    }
    auto list = filter.child(message.name(ns::policy, "policyOIDs"));
    for (const auto& oid : oids)
        list.leaf(message.name(ns::policy, "oid"), oid);
    leaf_or_nil(message, filter, "clientVersion", "");
    leaf_or_nil(message, filter, "serverVersion", "");
}

} // namespace

std::string discover_request(const Device& device, const Discover& discover, const Header& header,
                             const Style& style)
{
    Message message(style, soap::action::discover, header);
    const auto name = [&](std::string_view local) { return message.name(ns::discovery, local); };
    auto request = message.payload(ns::discovery, "Discover").child(name("request"));
    request.leaf(name("EmailAddress"), discover.email);
    request.leaf(name("RequestVersion"), device.request_version);
    request.leaf(name("DeviceType"), device.type);
    request.leaf(name("ApplicationVersion"), device.application_version);
    request.leaf(name("OSEdition"), device.os_edition);
    auto policies = request.child(name("AuthPolicies"));
    for (const auto& policy : discover.auth_policies)
        policies.leaf(name("AuthPolicy"), policy);
    return message.finish();
}

std::string get_policies_request(const Credentials& credentials, const GetPolicies& asked,
                                 const Header& header, const Style& style)
{
    Message message(style, soap::action::get_policies, header);
    message.add_security(credentials);
    auto body = message.payload(ns::policy, "GetPolicies");
    auto client = body.child(message.name(ns::policy, "client"));
    leaf_or_nil(message, client, "lastUpdate",
                asked.last_update ? mdm::to_text(*asked.last_update) : std::string());
    leaf_or_nil(message, client, "preferredLanguage", asked.language);
    if (asked.tpm) {
        client.leaf(message.name(ns::policy, "TPMManufacturer"), "INTC");
        client.leaf(message.name(ns::policy, "TPMFirmwareVersion"), "600.18.43.0");
    }
    write_filter(message, body, asked.oids);
    return message.finish();
}

std::string issue_request(const Credentials& credentials, ByteView certificate_request,
                          const std::vector<ContextItem>& items, const Header& header,
                          const Style& style)
{
    Message message(style, soap::action::request_security_token, header);
    message.add_security(credentials);
    return write_rst(message,
                     {.request_type = type_uri::issue,
                      .value_type = type_uri::pkcs10,
                      .encoded = encode_base64(certificate_request)},
                     items, style);
}

std::string plain_issue_request(const std::optional<Credentials>& credentials,
                                ByteView certificate_request, const std::vector<ContextItem>& items,
                                const Header& header, const Style& style)
{
    Message message(style, soap::action::request_security_token, header);
    if (credentials)
        message.add_security(*credentials);
    return write_rst(message,
                     {.request_type = type_uri::issue,
                      .value_type = type_uri::pkcs10,
                      .encoded = encode_base64(certificate_request),
                      .token_type = type_uri::certificate},
                     items, style);
}

std::string query_request(const std::optional<Credentials>& credentials,
                          const std::string& request_id, const Header& header, const Style& style)
{
    Message message(style, soap::action::request_security_token, header);
    if (credentials)
        message.add_security(*credentials);
    auto body = message.payload(ns::trust, "RequestSecurityToken");
    body.leaf(message.name(ns::trust, "TokenType"), type_uri::certificate);
    body.leaf(message.name(ns::trust, "RequestType"), type_uri::query);
    body.leaf(message.name(ns::enrollment, "RequestID"), request_id);
    return message.finish();
}

} // namespace mdm::device
