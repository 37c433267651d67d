#include "soap/envelope.h"

#include "core/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::soap {
namespace {

namespace ns = xml::ns;

/// Longer header values mean nothing, and they are echoed into answers and logs.
constexpr std::size_t value_limit = 1024;

constexpr std::string_view security_spec = "WSS SOAP Message Security 1.1, 5";

Result<std::string_view> envelope_space(const xml::Element& root)
{
    for (const auto space : {ns::soap12, ns::soap11})
        if (root.is({space, "Envelope"}))
            return space;
    return Error{Errc::malformed,
                 fmt::format("the root element is {}, a SOAP Envelope is expected",
                             printable(xml::to_text(root.name()))),
                 "SOAP 1.2 Part 1, 5.1"};
}

/// Refuses a header block that the sender insists on and that nothing here reads.
Result<void> check_understood(const xml::Element& header, std::string_view soap)
{
    constexpr std::array understood = {ns::addressing, ns::secext, ns::diagnostics};
    for (const auto& block : header.children()) {
        const auto insists = TRY(block.attribute_in("mustUnderstand", {soap}));
        if (!insists || (trim(*insists) != "1" && trim(*insists) != "true"))
            continue;
        const auto space = block.name().space;
        if (std::find(understood.begin(), understood.end(), space) == understood.end())
            return Error{Errc::malformed,
                         fmt::format("header {} must be understood and is not",
                                     printable(xml::to_text(block.name()))),
                         "SOAP 1.2 Part 1, 5.2.3"};
    }
    return {};
}

Result<std::optional<std::string>> header_text(const xml::Element& header, const xml::Name& name)
{
    auto text = TRY(xml::find_text(header, name, value_limit));
    if (text && text->empty())
        text.reset();
    return text;
}

/// To is kept for logs alone, so that nothing about it is wrong.
std::optional<std::string> any_to(const xml::Element& header)
{
    const auto found = header.children({ns::addressing, "To"});
    if (found.empty())
        return std::nullopt;
    const std::string text = found.front().text();
    return printable(trim(text), value_limit);
}

/// The ActivityId, which devices send in the diagnostics namespace or in none.
std::optional<std::string> any_activity_id(const xml::Element& header)
{
    for (const auto space : {ns::diagnostics, std::string_view{}})
        for (const auto& block : header.children({space, "ActivityId"})) {
            const std::string text = block.attribute("CorrelationId").value_or(block.text());
            const auto id = trim(text);
            if (!id.empty() && id.size() <= value_limit)
                return std::string(id);
        }
    return std::nullopt;
}

Result<void> read_header(Envelope& envelope, std::string_view soap)
{
    const auto& header = *envelope.header;
    TRY(check_understood(header, soap));
    envelope.action = TRY(header_text(header, {ns::addressing, "Action"}));
    envelope.message_id = TRY(header_text(header, {ns::addressing, "MessageID"}));
    envelope.to = any_to(header);
    envelope.activity_id = any_activity_id(header);
    return {};
}

Result<xml::Element> first_in_body(const xml::Element& root, std::string_view soap)
{
    const auto body = TRY(xml::child(root, {soap, "Body"}));
    const auto children = body.children();
    if (children.empty())
        return Error{Errc::malformed, "/Envelope/Body is empty", "SOAP 1.2 Part 1, 5.3"};
    return children.front();
}

} // namespace

Result<Envelope> parse_envelope(ByteView input, const xml::Limits& limits)
{
    auto document = TRY(xml::parse(input, limits));
    const auto root = document.root();
    const auto soap = TRY(envelope_space(root));
    const auto header = TRY(xml::find_child(root, {soap, "Header"}));
    const auto body = TRY(first_in_body(root, soap));
    Envelope envelope{.document = std::move(document),
                      .action = {},
                      .message_id = {},
                      .to = {},
                      .activity_id = {},
                      .header = header,
                      .body = body};
    if (header)
        TRY(read_header(envelope, soap));
    return envelope;
}

Result<void> require_action(const Envelope& envelope, std::string_view action)
{
    constexpr std::string_view spec = "MS-WSTEP 3.1.4.2";
    if (!envelope.action)
        return Error{Errc::malformed, fmt::format("there is no Action, {} is expected", action),
                     spec};
    if (*envelope.action != action)
        return Error{
            Errc::malformed,
            fmt::format("Action is {}, {} is expected", printable(*envelope.action), action), spec};
    return {};
}

Result<std::optional<xml::Element>> find_security_header(const Envelope& envelope)
{
    std::vector<xml::Element> found;
    if (envelope.header)
        found = envelope.header->children({ns::secext, "Security"});
    if (found.size() > 1)
        return Error{Errc::malformed, "there is more than one Security header", security_spec};
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<xml::Element> security_header(const Envelope& envelope)
{
    const auto found = TRY(find_security_header(envelope));
    if (!found)
        return Error{Errc::malformed, "there is no Security header", security_spec};
    return *found;
}

} // namespace mdm::soap
