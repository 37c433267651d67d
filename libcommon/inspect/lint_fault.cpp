#include "core/text.h"
#include "fault/catalogue.h"
#include "fault/fault.h"
#include "inspect/lint_parts.h"
#include "inspect/words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

/// The namespace that a prefix is bound to at an element; empty where it is to none.
std::string space_of(const Element& element, std::string_view prefix)
{
    const std::string name = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (auto node = element.node(); node.type() == pugi::node_element; node = node.parent())
        if (const auto attribute = node.attribute(name.c_str()))
            return attribute.value();
    return {};
}

struct QualifiedText {
    std::string local;
    std::string space;
};

/// The QName that an element holds as text.
QualifiedText qualified(const Element& element)
{
    const std::string text(trim(element.text()));
    const auto colon = text.find(':');
    const auto prefix = colon == std::string::npos ? "" : text.substr(0, colon);
    return {colon == std::string::npos ? text : text.substr(colon + 1), space_of(element, prefix)};
}

std::string_view space_for(fault::Subcode subcode)
{
    switch (subcode) {
    case fault::Subcode::internal_service_fault:
        return ns::dispatcher;
    case fault::Subcode::invalid_security:
        return ns::secext;
    default:
        return ns::soap12;
    }
}

void lint_subcode(Report& report, const Element& value)
{
    const auto [local, space] = qualified(value);
    const auto subcode = fault::subcode_from(local);
    if (!subcode || fault::to_text(*subcode) != local) {
        report.find("fault-subcode", value, "'" + local + "'",
                    "a subcode of MS-MDE2 2.2.10 in its case");
        return;
    }
    if (space == ns::addressing && space_for(*subcode) != ns::soap12)
        report.find("fault-subcode-addressing", value, local + " in the namespace of WS-Addressing",
                    std::string(space_for(*subcode)));
    else if (space != space_for(*subcode))
        report.find("fault-subcode-namespace", value, local + " in '" + space + "'",
                    std::string(space_for(*subcode)));
}

void lint_code(Report& report, const Element& fault)
{
    const auto code = first_of(fault, {ns::soap12, "Code"});
    const auto value = code ? first_of(*code, {ns::soap12, "Value"}) : std::nullopt;
    const auto found = value ? qualified(*value) : QualifiedText{};
    if (found.space != ns::soap12 || (found.local != "Receiver" && found.local != "Sender"))
        report.find("fault-code", fault, "Code '" + found.local + "'",
                    "s:Receiver or s:Sender, of SOAP 1.2");
    const auto subcode = code ? first_of(*code, {ns::soap12, "Subcode"}) : std::nullopt;
    const auto inner = subcode ? first_of(*subcode, {ns::soap12, "Value"}) : std::nullopt;
    if (inner)
        lint_subcode(report, *inner);
    else
        report.find("fault-subcode", fault, "no Subcode", "a subcode of MS-MDE2 2.2.10");
}

void lint_reason(Report& report, const Element& fault)
{
    constexpr std::size_t longest = 400;
    const auto reason = first_of(fault, {ns::soap12, "Reason"});
    const auto text = reason ? first_of(*reason, {ns::soap12, "Text"}) : std::nullopt;
    const std::string words(text ? trim(text->text()) : "");
    if (words.empty())
        report.find("fault-reason", fault, "no Reason with a Text", "a sentence that helps");
    else if (words.size() > longest)
        report.find("fault-text", *text, fmt::format("{} bytes of text", words.size()),
                    "a short sentence");
    if (text && !fault::is_language_tag(attribute_of(*text, "lang")))
        report.find("fault-language", *text, "xml:lang '" + attribute_of(*text, "lang") + "'",
                    "a language tag such as en-US");
}

void lint_service_error(Report& report, const Element& error)
{
    const auto type = value_of(error, {ns::enrollment, "ErrorType"}).value_or("");
    const auto known_type = fault::error_type_from(type);
    const auto known_subcode = fault::subcode_from(type);
    if (!(known_type && fault::to_text(*known_type) == type) &&
        !(known_subcode && fault::to_text(*known_subcode) == type))
        report.find("fault-error-type", error, "ErrorType '" + type + "'",
                    "one of MS-MDE2 2.2.10, table 2, in its case");
    if (value_of(error, {ns::enrollment, "TraceId"}).value_or("").empty())
        report.find("fault-trace-id", error, "no TraceId", "what the log of the server has");
}

/// CertificateEnrollmentWSDetail (MS-WSTEP 3.1.4.1.3.7).
void lint_ws_detail(Report& report, const Element& detail)
{
    const auto code = value_of(detail, {ns::enrollment, "ErrorCode"});
    if (code && !whole_number(code->starts_with('-') ? code->substr(1) : *code))
        report.find("fault-ws-detail", detail, "ErrorCode '" + *code + "'", "a whole number");
    const auto invalid = value_of(detail, {ns::enrollment, "InvalidRequest"});
    if (invalid && *invalid != "true" && *invalid != "false" && *invalid != "0" && *invalid != "1")
        report.find("fault-ws-detail", detail, "InvalidRequest '" + *invalid + "'",
                    "true or false");
}

void lint_detail(Report& report, const Element& fault)
{
    const auto detail = first_of(fault, {ns::soap12, "Detail"});
    if (!detail) {
        report.find("fault-trace-id", fault, "no Detail", "a TraceId");
        return;
    }
    for (const auto& child : detail->children()) {
        const auto name = child.name();
        if (name == xml::Name{ns::enrollment, "DeviceEnrollmentServiceError"})
            lint_service_error(report, child);
        else if (name == xml::Name{ns::enrollment, "CertificateEnrollmentWSDetail"})
            lint_ws_detail(report, child);
        else
            report.find("fault-detail", child, to_text(name),
                        "DeviceEnrollmentServiceError in the namespace of enrollment");
    }
}

/// Whether the names are those of SOAP 1.2, in their case; a published example is in lower case.
bool lint_case(Report& report, const Element& fault)
{
    constexpr std::array<xml::Name, 3> order{
        {{ns::soap12, "Code"}, {ns::soap12, "Reason"}, {ns::soap12, "Detail"}}};
    if (!fault.is({ns::soap12, "Fault"})) {
        report.find("fault-names", fault, to_text(fault.name()),
                    to_text(xml::Name{ns::soap12, "Fault"}));
        return false;
    }
    std::size_t last = 0;
    for (const auto& child : fault.children()) {
        const auto* const at = std::find(order.begin(), order.end(), child.name());
        const auto index = static_cast<std::size_t>(at - order.begin());
        if (at == order.end() || index < last)
            report.find("fault-names", child, to_text(child.name()), "Code, Reason, Detail");
        last = index;
    }
    return true;
}

} // namespace

void lint_fault(Report& report, const Element& fault)
{
    if (!lint_case(report, fault))
        return;
    lint_code(report, fault);
    lint_reason(report, fault);
    lint_detail(report, fault);
}

} // namespace mdm::inspect
