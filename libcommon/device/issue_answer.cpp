#include "device/issue_answer.h"

#include "core/base64.h"
#include "core/text.h"
#include "core/time.h"
#include "device/sequence.h"
#include "device/type_uri.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::device {
namespace {

namespace ns = xml::ns;
using Nil = Part::Nil;
using xml::Element;

constexpr std::string_view spec = "MS-WSTEP 3.1.4.1.3.5";

constexpr Part trust_parts[] = {{"TokenType"}, {"RequestedSecurityToken"}};
constexpr Part enrollment_parts[] = {{"DispositionMessage", Nil::yes, true},
                                     {"RequestID", Nil::yes}};

/// The two namespaces of the sequence TokenType, DispositionMessage, RequestedSecurityToken,
/// RequestID, and their order among each other.
void check_order(const Element& response, Step& step)
{
    constexpr xml::Name order[] = {{ns::trust, "TokenType"},
                                   {ns::enrollment, "DispositionMessage"},
                                   {ns::trust, "RequestedSecurityToken"},
                                   {ns::enrollment, "RequestID"}};
    check_sequence(response, ns::trust, trust_parts, spec, step);
    check_sequence(response, ns::enrollment, enrollment_parts, spec, step);
    std::size_t last = 0;
    for (const auto& child : response.children())
        for (std::size_t i = 0; i < std::size(order); ++i)
            if (child.is(order[i])) {
                if (i < last)
                    step.find(fmt::format("{} stands after {}", order[i].local, order[last].local),
                              spec);
                last = std::max(last, i);
            }
}

void expect(std::string_view what, std::string_view value, std::string_view expected,
            std::string_view clause, Step& step)
{
    if (value != expected)
        step.find(fmt::format("{} is '{}', expected {}", what, printable(value), expected), clause);
}

void check_timestamp(const soap::Envelope& envelope, Step& step)
{
    const auto security =
        envelope.header ? first(*envelope.header, {ns::secext, "Security"}) : std::nullopt;
    const auto timestamp = security ? first(*security, {ns::utility, "Timestamp"}) : std::nullopt;
    if (!timestamp)
        return step.find("the header has no Security with a Timestamp", "MS-MDE2 3.4.4.1.1.2");
    const auto created = parse_time(text_of_first(*timestamp, {ns::utility, "Created"}));
    const auto expires = parse_time(text_of_first(*timestamp, {ns::utility, "Expires"}));
    if (!created || !expires || *created >= *expires)
        step.find("the Timestamp has no Created before its Expires",
                  "WSS SOAP Message Security 1.1, 10");
}

/// The bytes of the BinarySecurityToken.
Result<std::string> read_token(const Element& token, Step& step)
{
    const auto value_type = TRY(token.attribute_in("ValueType", {"", ns::secext}));
    const auto encoding_type = TRY(token.attribute_in("EncodingType", {"", ns::secext}));
    expect("ValueType", value_type.value_or(""), type_uri::provision_document,
           "MS-MDE2 3.4.4.1.1.2", step);
    expect("EncodingType", encoding_type.value_or(""), type_uri::base64binary,
           "MS-MDE2 3.4.4.1.1.2", step);
    const std::string text = token.text();
    if (text.find_first_of(" \t\r\n") != std::string::npos)
        step.find("the base64 of the document has white space, expected one line",
                  "MS-MDE2 3.4.4.1.1.2");
    const auto bytes = TRY_WITHIN("BinarySecurityToken", decode_base64(text));
    return std::string(text_of(bytes));
}

} // namespace

Result<std::string> read_issue_answer(const soap::Envelope& envelope, Step& step)
{
    const Element& body = envelope.body;
    if (!body.is({ns::trust, "RequestSecurityTokenResponseCollection"}))
        return Error{Errc::malformed,
                     "the body is " + printable(to_text(body.name())) +
                         ", expected RequestSecurityTokenResponseCollection",
                     spec};
    const auto response = TRY(xml::child(body, {ns::trust, "RequestSecurityTokenResponse"}));
    check_order(response, step);
    expect("TokenType", text_of_first(response, {ns::trust, "TokenType"}),
           type_uri::enrollment_token, "MS-MDE2 3.4.4.1.1.2", step);
    check_timestamp(envelope, step);
    const auto requested = TRY(xml::child(response, {ns::trust, "RequestedSecurityToken"}));
    const auto token = TRY(xml::child(requested, {ns::secext, "BinarySecurityToken"}));
    auto document = TRY(read_token(token, step));
    step.add("document", fmt::format("{} bytes", document.size()));
    return document;
}

} // namespace mdm::device
