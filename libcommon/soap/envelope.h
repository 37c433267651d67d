#pragma once

#include "xml/document.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdm::soap {

/// A SOAP request as it was read: 1.2, and 1.1 too, since MS-MDE2 2.1 names both.
struct Envelope {
    xml::Document document;

    /// The header values, trimmed of surrounding white space; absent where the request has none.
    /// `to`, `reply_to` are kept for logs only: nothing is decided by them.
    std::optional<std::string> action;
    std::optional<std::string> message_id;
    std::optional<std::string> to;
    std::optional<std::string> activity_id; ///< ActivityId's CorrelationId, or its text

    /// The Header element where there is one, and the first element inside Body. Further elements
    /// inside Body are ignored.
    std::optional<xml::Element> header;
    xml::Element body;
};

/// Reads a request. Fails with malformed on what xml::parse refuses, on a root that is not an
/// Envelope, a missing or second Body, an empty Body, a duplicate Action or MessageID, and on a
/// header block with mustUnderstand that is none of WS-Addressing, WS-Security or diagnostics
/// (SOAP 1.2 Part 1, 5.2.3).
Result<Envelope> parse_envelope(ByteView input, const xml::Limits& limits = {});

/// Compares Action with what the body asks for. Absent or different: malformed, naming both
/// (MS-WSTEP 3.1.4.2).
Result<void> require_action(const Envelope& envelope, std::string_view action);

/// The one WS-Security header of the request. Fails with malformed when there is none or more than
/// one (WSS SOAP Message Security 1.1, 5).
Result<xml::Element> security_header(const Envelope& envelope);

/// The same where a request may come without: a renewal does. Fails when there are several.
Result<std::optional<xml::Element>> find_security_header(const Envelope& envelope);

} // namespace mdm::soap
