#include "soap/response.h"

#include <chrono>

namespace mdm::soap {
namespace {

namespace ns = xml::ns;

/// How long the response may be taken as new.
constexpr std::chrono::minutes lifetime{5};

void write_timestamp(xml::Writer::Node header, Time created)
{
    auto security = header.child("o:Security");
    security.attribute("xmlns:o", ns::secext).attribute("s:mustUnderstand", "1");
    auto timestamp = security.child("u:Timestamp");
    timestamp.attribute("u:Id", "_0")
        .leaf("u:Created", to_text_with_milliseconds(created))
        .leaf("u:Expires", to_text_with_milliseconds(created + lifetime));
}

void write_header(xml::Writer::Node node, const ResponseHeader& header)
{
    node.child("a:Action").attribute("s:mustUnderstand", "1").text(header.action);
    if (header.activity_id)
        node.child("ActivityId")
            .attribute("xmlns", ns::diagnostics)
            .attribute("CorrelationId", *header.activity_id)
            .text(*header.activity_id);
    if (header.relates_to)
        node.leaf("a:RelatesTo", *header.relates_to);
    if (header.timestamp)
        write_timestamp(node, *header.timestamp);
}

} // namespace

Response begin_response(const ResponseHeader& header)
{
    xml::Writer writer("s:Envelope");
    auto root = writer.root();
    root.attribute("xmlns:s", ns::soap12).attribute("xmlns:a", ns::addressing);
    if (header.timestamp)
        root.attribute("xmlns:u", ns::utility);
    write_header(root.child("s:Header"), header);
    auto body = root.child("s:Body");
    return {std::move(writer), body};
}

} // namespace mdm::soap
