#include "device/rst_parts.h"

#include "device/type_uri.h"

namespace mdm::device {
namespace {

namespace ns = xml::ns;

void write_context(Message& message, xml::Writer::Node& parent,
                   const std::vector<ContextItem>& items)
{
    auto context = parent.child(message.name(ns::authorization, "AdditionalContext"));
    for (const ContextItem& item : items) {
        auto element = context.child(message.name(ns::authorization, "ContextItem"));
        element.attribute("Name", item.name);
        element.leaf(message.name(ns::authorization, "Value"), item.value);
    }
}

/// Breaks one value of a finished message into lines. The carriage return is a character reference,
/// since a bare one would be read as part of the line feed (XML 1.0, 2.11).
void wrap(std::string& message, const std::string& value, Wrapping wrapping)
{
    if (wrapping == Wrapping::none)
        return;
    const std::string_view end = wrapping == Wrapping::lf ? "\n" : "&#xD;\n";
    std::string lines;
    for (std::size_t at = 0; at < value.size(); at += 64)
        lines.append(value, at, 64).append(end);
    message.replace(message.find(">" + value + "<") + 1, value.size(), lines);
}

} // namespace

std::string write_rst(Message& message, const RstContent& content,
                      const std::vector<ContextItem>& items, const Style& style)
{
    auto body = message.payload(ns::trust, "RequestSecurityToken");
    body.leaf(message.name(ns::trust, "TokenType"), content.token_type);
    body.leaf(message.name(ns::trust, "RequestType"), content.request_type);
    body.child(message.name(ns::secext, "BinarySecurityToken"))
        .attribute(message.security_attribute("ValueType", false), content.value_type)
        .attribute(message.security_attribute("EncodingType", false), type_uri::base64binary)
        .text(content.encoded);
    if (!items.empty() || content.token_type == type_uri::enrollment_token)
        write_context(message, body, items);
    std::string text = message.finish();
    wrap(text, content.encoded, style.wrapping);
    return text;
}

} // namespace mdm::device
