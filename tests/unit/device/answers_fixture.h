#pragma once

#include "device/account.h"
#include "device/transport.h"
#include "soap/envelope.h"

#include <string>
#include <string_view>
#include <vector>

/// Answers as a good server gives them, and ways to spoil one.
namespace mdm::device::test {

/// A text with one part of it replaced; the part must be there.
std::string with(std::string text, std::string_view part, std::string_view replacement);

/// The body elements of good answers.
std::string discover_body();
std::string policies_body();
/// An RSTRC that carries a document.
std::string issue_body(std::string_view document);
std::string fault_body();

/// An envelope of SOAP 1.2 with Action, RelatesTo and a Timestamp.
std::string envelope(std::string_view action, std::string_view relates_to, std::string_view body);

/// An answer of status 200 with everything that HTTP needs.
HttpAnswer answer(std::string body, int status = 200);

/// Reads an envelope, which must be sound.
soap::Envelope read(const std::string& text);

/// The messages of the findings, in order.
std::vector<std::string> findings(const Step& step);

} // namespace mdm::device::test
