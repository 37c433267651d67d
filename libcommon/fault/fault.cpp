#include "fault/fault.h"

#include "core/text.h"
#include "soap/action.h"
#include "soap/response.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::fault {
namespace {

namespace ns = xml::ns;

/// How a subcode is spelt as a QName, and the namespace that its prefix is bound to.
struct Qualified {
    std::string_view prefix;
    std::string_view space;
};

Qualified qualified(Subcode subcode)
{
    // WCF binds a: to the dispatcher's namespace (MS-WSTEP 4.1.4.2) and names security faults as
    // WS-Security does (WSS SOAP Message Security 1.1, 12); the others are in SOAP's own.
    if (subcode == Subcode::internal_service_fault)
        return {"a", ns::dispatcher};
    if (subcode == Subcode::invalid_security)
        return {"o", ns::secext};
    return {"s", ns::soap12};
}

void write_code(xml::Writer::Node fault, Subcode subcode)
{
    const auto [prefix, space] = qualified(subcode);
    auto code = fault.child("s:Code");
    code.leaf("s:Value", subcode == Subcode::invalid_security ? "s:Sender" : "s:Receiver");
    auto value = code.child("s:Subcode").child("s:Value");
    if (prefix != "s")
        value.attribute(std::string("xmlns:").append(prefix), space);
    value.text(std::string(prefix).append(":").append(to_text(subcode)));
}

void write_detail(xml::Writer::Node fault, const Fault& content, std::string_view reason)
{
    auto error = fault.child("s:Detail").child("DeviceEnrollmentServiceError");
    error.attribute("xmlns", ns::enrollment)
        .leaf("ErrorType",
              content.error_type ? to_text(*content.error_type) : to_text(content.subcode))
        .leaf("Message", content.message.empty() ? reason : content.message);
    if (!content.trace_id.empty())
        error.leaf("TraceId", content.trace_id);
}

/// CertificateEnrollmentWSDetail (MS-WSTEP 3.1.4.1.3.7). ErrorCode is signed.
void write_plain_detail(xml::Writer::Node fault, const Fault& content)
{
    const auto& code = content.error_type ? code_of(*content.error_type) : code_of(content.subcode);
    const std::uint32_t hresult = content.plain->denied ? denied_by_hand : code.hresult;
    auto detail = fault.child("s:Detail").child("CertificateEnrollmentWSDetail");
    detail.attribute("xmlns", ns::enrollment).attribute("xmlns:xsi", ns::instance);
    detail.nil("BinaryResponse")
        .leaf("ErrorCode", std::to_string(static_cast<std::int32_t>(hresult)))
        .leaf("InvalidRequest", content.subcode == Subcode::certificate_request ? "true" : "false");
    if (content.plain->request_id.empty())
        detail.nil("RequestID");
    else
        detail.leaf("RequestID", content.plain->request_id);
}

std::string_view default_reason(const Fault& fault)
{
    return fault.error_type ? code_of(*fault.error_type).reason : code_of(fault.subcode).reason;
}

} // namespace

Result<Fault> fault_from(const std::string& code, const std::optional<std::string>& subcode)
{
    const auto row = TRY(code_from(code));
    if (!row.subcode)
        return Error{Errc::usage, fmt::format("'{}' is no code of a fault; try --explain", code)};
    Fault fault{.subcode = *row.subcode, .error_type = row.error_type};
    if (!subcode)
        return fault;
    const auto given = subcode_from(*subcode);
    if (!given)
        return Error{Errc::usage, fmt::format("'{}' is no subcode", *subcode)};
    if (!row.error_type)
        return Error{Errc::usage,
                     fmt::format("a subcode goes with an ErrorType, '{}' is none", code)};
    fault.subcode = *given;
    return fault;
}

bool is_language_tag(std::string_view text)
{
    constexpr std::size_t longest = 8;
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    const auto parts = split(text, '-');
    for (const auto part : parts) {
        const bool first = part.data() == parts.front().data();
        const bool good = std::all_of(part.begin(), part.end(), [&](char c) {
            return is_letter(c) || (!first && c >= '0' && c <= '9');
        });
        if (!good || part.empty() || part.size() > longest)
            return false;
    }
    return true;
}

Fault refuse(Subcode subcode, const Error& error, std::string_view outside)
{
    constexpr std::size_t reason_limit = 300;
    const bool tell = error.code == Errc::malformed || error.code == Errc::refused;
    std::string reason(tell ? error.message : outside);
    if (tell && !error.spec.empty())
        reason.append(" [").append(error.spec).append("]");
    return {.subcode = subcode, .reason = printable(reason, reason_limit)};
}

std::string to_xml(const Fault& fault, const Exchange& exchange)
{
    std::string reason(fault.reason.empty() ? default_reason(fault) : fault.reason);
    if (fault.plain && !fault.trace_id.empty())
        reason.append(" (trace id ").append(fault.trace_id).append(")");
    auto activity_id = exchange.activity_id;
    if (!activity_id && !fault.trace_id.empty())
        activity_id = fault.trace_id;
    auto response =
        soap::begin_response({.action = fault.subcode == Subcode::internal_service_fault
                                            ? soap::action::dispatcher_fault
                                            : soap::action::request_security_token_response,
                              .relates_to = exchange.relates_to,
                              .activity_id = activity_id});
    auto node = response.body.child("s:Fault");
    write_code(node, fault.subcode);
    auto text = node.child("s:Reason").child("s:Text");
    text.attribute("xml:lang", fault.language).text(reason);
    if (fault.plain)
        write_plain_detail(node, fault);
    else
        write_detail(node, fault, reason);
    return response.writer.finish_with_declaration();
}

} // namespace mdm::fault
