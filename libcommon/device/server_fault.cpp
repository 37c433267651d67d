#include "device/server_fault.h"

#include "core/text.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

std::optional<xml::Element> find(const xml::Element& parent, std::string_view local)
{
    for (const auto& child : parent.children())
        if (equal_ignoring_case(child.name().local, local))
            return child;
    return std::nullopt;
}

/// The text at the end of a path of local names; empty where the path ends before.
std::string text_at(std::optional<xml::Element> element,
                    std::initializer_list<std::string_view> path)
{
    for (const std::string_view local : path)
        if (element)
            element = find(*element, local);
    return element ? printable(trim(element->text()), 1000) : std::string();
}

std::string without_prefix(const std::string& qualified)
{
    return qualified.substr(qualified.find(':') + 1);
}

const fault::Code* meaning_of(const ServerFault& fault)
{
    if (const auto type = fault::error_type_from(fault.error_type))
        return &fault::code_of(*type);
    if (const auto subcode = fault::subcode_from(fault.subcode))
        return &fault::code_of(*subcode);
    return nullptr;
}

} // namespace

std::optional<ServerFault> find_server_fault(const xml::Element& body)
{
    if (!equal_ignoring_case(body.name().local, "Fault"))
        return std::nullopt;
    ServerFault fault;
    fault.code = without_prefix(text_at(body, {"Code", "Value"}));
    fault.subcode = without_prefix(text_at(body, {"Code", "Subcode", "Value"}));
    fault.reason = text_at(body, {"Reason", "Text"});
    if (fault.subcode.empty()) // SOAP 1.1 has one code and one text (SOAP 1.1, 4.4)
        fault.subcode = without_prefix(text_at(body, {"faultcode"}));
    if (fault.reason.empty())
        fault.reason = text_at(body, {"faultstring"});
    const auto detail = find(body, "Detail");
    fault.error_type = text_at(detail, {"DeviceEnrollmentServiceError", "ErrorType"});
    fault.message = text_at(detail, {"DeviceEnrollmentServiceError", "Message"});
    fault.trace_id = text_at(detail, {"DeviceEnrollmentServiceError", "TraceId"});
    fault.meaning = meaning_of(fault);
    return fault;
}

std::string to_text(const ServerFault& fault)
{
    std::string text = fault.subcode.empty() ? fault.code : fault.subcode;
    if (!fault.error_type.empty() && fault.error_type != text)
        text += (text.empty() ? "" : ", ") + fault.error_type;
    if (text.empty())
        text = "a fault without a code";
    if (fault.meaning != nullptr)
        text += fmt::format(" ({}, {})", fault.meaning->name, hresult_text(fault.meaning->hresult));
    if (!fault.reason.empty())
        text += ": " + fault.reason;
    if (!fault.trace_id.empty())
        text += "; trace id " + fault.trace_id;
    return text;
}

std::string hresult_text(std::uint32_t hresult)
{
    return fmt::format("0x{:08X}", hresult);
}

} // namespace mdm::device
