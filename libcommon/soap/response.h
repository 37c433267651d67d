#pragma once

#include "core/time.h"
#include "xml/writer.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdm::soap {

/// What the header of a response says.
struct ResponseHeader {
    std::string_view action;
    /// The request's MessageID, echoed to the byte; no RelatesTo where the request had none.
    std::optional<std::string> relates_to = {};
    /// The request's ActivityId, or the trace id where the server wants to be found by it.
    std::optional<std::string> activity_id = {};
    /// When given, a Security header with a Timestamp from here to five minutes later.
    std::optional<Time> timestamp = {};
};

/// A response envelope with its header written; the caller fills `body`.
///
///     auto response = soap::begin_response({.action = action::discover_response});
///     response.body.child("DiscoverResponse")...;
///     std::string xml = response.writer.finish_with_declaration();
struct Response {
    xml::Writer writer;
    xml::Writer::Node body;
};

/// The prefixes that are bound on Envelope: s (SOAP 1.2), a (addressing), u (utility, where there
/// is a timestamp).
Response begin_response(const ResponseHeader& header);

} // namespace mdm::soap
