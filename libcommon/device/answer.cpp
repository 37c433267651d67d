#include "device/answer.h"

#include "core/text.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

namespace ns = xml::ns;

constexpr std::uint32_t empty_message = 0x80180029;
constexpr std::uint32_t too_many_requests = 0x80180033;
/// What a device shows for an HTTP status that bears no SOAP.
constexpr std::uint32_t raw_http = 0x80190000;

/// "application/soap+xml" of "application/soap+xml; charset=utf-8".
std::string media_type(const HttpAnswer& answer)
{
    const std::string& whole = answer.content_type.value_or("");
    return to_lower(trim(whole.substr(0, whole.find(';'))));
}

void check_content_type(const HttpAnswer& answer, Step& step)
{
    if (media_type(answer) != "application/soap+xml") {
        step.find(fmt::format("Content-Type is '{}', expected application/soap+xml",
                              printable(answer.content_type.value_or(""))),
                  "RFC 3902 2");
        return;
    }
    for (const auto parameter : split(*answer.content_type, ';')) {
        std::string text = to_lower(trim(parameter));
        std::erase(text, '"');
        if (text.starts_with("charset=") && text != "charset=utf-8")
            step.find(fmt::format("Content-Type says {}, expected charset=utf-8", printable(text)),
                      "MS-MDE2 2.1");
    }
}

void check_length(const HttpAnswer& answer, Step& step)
{
    if (answer.transfer_encoding)
        step.find(fmt::format("the answer has Transfer-Encoding {}; devices do not read chunks",
                              printable(*answer.transfer_encoding)),
                  learn);
    if (!answer.content_length)
        step.find("the answer has no Content-Length", learn);
    else if (*answer.content_length != std::to_string(answer.body.size()))
        step.find(fmt::format("Content-Length is {}, but the body has {} bytes",
                              printable(*answer.content_length), answer.body.size()),
                  "RFC 9110 8.6");
}

Error no_soap(const HttpAnswer& answer, Step& step, std::string_view what)
{
    step.hresult = answer.status == 429 ? too_many_requests
                                        : raw_http + static_cast<std::uint32_t>(answer.status);
    return {Errc::malformed, fmt::format("HTTP status {} {}", answer.status, what)};
}

Result<soap::Envelope> parse_body(const HttpAnswer& answer, Step& step)
{
    if (answer.body.empty() && answer.status == 200) {
        step.hresult = empty_message;
        return Error{Errc::malformed, "HTTP status 200 with an empty body"};
    }
    if (answer.body.empty())
        return no_soap(answer, step, "with an empty body");
    auto envelope = soap::parse_envelope(bytes_of(answer.body));
    if (envelope)
        return envelope;
    if (answer.status != 200)
        return no_soap(answer, step, "without a SOAP message");
    step.hresult = raw_http + 200;
    return std::move(envelope).error().within("the answer");
}

void check_header(const soap::Envelope& envelope, const Expected& expected, Step& step)
{
    if (envelope.document.root().name().space != ns::soap12)
        step.find("the envelope is SOAP 1.1, expected SOAP 1.2", "MS-WSTEP 2.1");
    if (envelope.action != expected.action)
        step.find(fmt::format("Action is '{}', expected {}",
                              printable(envelope.action.value_or("")), expected.action),
                  "WS-Addressing 1.0 Core, 3.2");
    if (expected.message_id.empty())
        return;
    std::string related;
    if (envelope.header)
        for (const auto& element : envelope.header->children({ns::addressing, "RelatesTo"}))
            related = element.text();
    // To the byte: a device compares what it sent.
    if (related != expected.message_id)
        step.find(fmt::format("RelatesTo is '{}', expected the request's MessageID {}",
                              printable(related), expected.message_id),
                  "WS-Addressing 1.0 Core, 3.4");
}

} // namespace

Result<soap::Envelope> read_answer(const HttpAnswer& answer, const Expected& expected, Step& step)
{
    step.http_status = answer.status;
    auto envelope = TRY(parse_body(answer, step));
    check_content_type(answer, step);
    check_length(answer, step);
    if (auto fault = find_server_fault(envelope.body)) {
        step.hresult = fault->meaning != nullptr ? fault->meaning->hresult : 0x80180008;
        step.fault = std::move(fault);
        return Error{Errc::refused, to_text(*step.fault)};
    }
    if (answer.status != 200)
        return no_soap(answer, step, "with a message that is no fault");
    check_header(envelope, expected, step);
    return envelope;
}

Result<void> read_probe(const HttpAnswer& answer, Step& step)
{
    step.http_status = answer.status;
    if (answer.status != 200)
        return no_soap(answer, step, "for the probe of the discovery URL, expected 200");
    check_length(answer, step);
    if (!answer.body.empty())
        step.find(
            fmt::format("the probe was answered with {} bytes, expected none", answer.body.size()),
            learn);
    return {};
}

} // namespace mdm::device
