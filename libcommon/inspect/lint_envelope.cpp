#include "core/text.h"
#include "inspect/lint_parts.h"
#include "soap/action.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

std::string_view action_of(Kind kind)
{
    namespace action = soap::action;
    switch (kind) {
    case Kind::discover:
        return action::discover;
    case Kind::discover_response:
        return action::discover_response;
    case Kind::policies:
        return action::get_policies;
    case Kind::policies_response:
        return action::get_policies_response;
    case Kind::rst:
        return action::request_security_token;
    case Kind::rstrc:
        return action::request_security_token_response;
    default:
        return {};
    }
}

/// The actions of faults that are in use (MS-WSTEP 4.1.4.2, MS-MDE2 2.2.10, MS-MDE).
constexpr std::array<std::string_view, 4> fault_actions{
    soap::action::dispatcher_fault, soap::action::request_security_token_response,
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/"
    "RequestSecurityTokenCertificateEnrollmentWSDetailFault",
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/"
    "IWindowsDeviceEnrollmentService/RequestSecurityTokenWindowsDeviceEnrollmentServiceErrorFault"};

void lint_names(Report& report, const Element& root)
{
    const auto space = root.name().space;
    if (space == ns::soap11)
        report.find("soap-version", root, "SOAP 1.1", "SOAP 1.2");
    else if (!root.is({ns::soap12, "Envelope"}))
        report.find("soap-namespace", root, to_text(root.name()),
                    to_text(xml::Name{ns::soap12, "Envelope"}));
    std::size_t bodies = 0;
    for (const auto& child : root.children()) {
        const bool body = child.is({space, "Body"});
        bodies += body ? 1 : 0;
        if (!body && !child.is({space, "Header"}))
            report.find("soap-namespace", child, to_text(child.name()),
                        "Header and Body in the namespace of Envelope");
        if (body && child.children().size() != 1)
            report.find("soap-body", child,
                        fmt::format("{} elements in Body", child.children().size()), "one");
    }
    if (bodies != 1)
        report.find("soap-namespace", root, fmt::format("{} Body", bodies), "one");
}

void lint_understood(Report& report, const Element& header)
{
    constexpr std::array understood{ns::addressing, ns::secext, ns::diagnostics};
    for (const auto& block : header.children()) {
        const auto insists = attribute_of(block, "mustUnderstand");
        const auto space = block.name().space;
        if ((insists == "1" || insists == "true") &&
            std::find(understood.begin(), understood.end(), space) == understood.end())
            report.find("must-understand", block, to_text(block.name()) + " must be understood",
                        "mustUnderstand on WS-Addressing and WS-Security alone");
        if (block.is({"", "ActivityId"}))
            report.find("activity-id", block, "ActivityId in no namespace",
                        "the namespace of ServiceModel/Diagnostics");
    }
}

void lint_once(Report& report, const Element& header)
{
    constexpr std::array<xml::Name, 5> once{{{ns::addressing, "Action"},
                                             {ns::addressing, "MessageID"},
                                             {ns::addressing, "RelatesTo"},
                                             {ns::addressing, "To"},
                                             {ns::secext, "Security"}}};
    for (const auto& name : once)
        if (const auto found = header.children(name); found.size() > 1)
            report.find("header-twice", found[1],
                        fmt::format("{} {} headers", found.size(), name.local), "one");
}

void lint_action(Report& report, const Element& at, const std::optional<std::string>& action)
{
    const Kind kind = report.subject().kind;
    const auto expected = action_of(kind);
    if (kind == Kind::fault) {
        if (action &&
            std::find(fault_actions.begin(), fault_actions.end(), *action) == fault_actions.end())
            report.find("action", at, *action, std::string(fault_actions.front()));
    } else if (kind != Kind::message && action.value_or("") != expected) {
        report.find("action", at, action ? "'" + *action + "'" : "no Action",
                    std::string(expected));
    }
}

void lint_message_id(Report& report, const Element& at, const Element& header,
                     std::string_view local)
{
    constexpr std::string_view prefix = "urn:uuid:";
    const auto id = value_of(header, {ns::addressing, local});
    const auto rule = local == "MessageID" ? "message-id" : "relates-to";
    if (!id)
        report.find(rule, at, fmt::format("no {}", local), "urn:uuid: and a UUID");
    else if (id->empty() || !id->starts_with(prefix) || id->starts_with("urn:uuid:urn:") ||
             id->find(' ') != std::string::npos)
        report.find(rule, at, fmt::format("{} '{}'", local, *id), "urn:uuid: and a UUID");
}

void lint_request_header(Report& report, const Element& header)
{
    lint_message_id(report, header, header, "MessageID");
    const auto to = value_of(header, {ns::addressing, "To"});
    if (!to || !is_https(*to))
        report.find("to", header, to ? "To '" + *to + "'" : "no To",
                    "the https URL of the service");
    const auto reply = first_of(header, {ns::addressing, "ReplyTo"});
    const auto address =
        reply ? value_of(*reply, {ns::addressing, "Address"}) : std::optional<std::string>();
    if (address != "http://www.w3.org/2005/08/addressing/anonymous")
        report.find("reply-to", header, reply ? "another address" : "no ReplyTo", "anonymous");
}

bool is_renewal(const Subject& subject)
{
    const auto payload = subject.payload();
    return subject.kind == Kind::rst && payload &&
           value_of(*payload, {ns::trust, "RequestType"}).value_or("").ends_with("/Renew");
}

/// Requests that must say who asks: all but discovery, and the question about a pending request.
bool needs_credentials(const Subject& subject)
{
    if (subject.kind == Kind::policies)
        return true;
    const auto payload = subject.payload();
    return subject.kind == Kind::rst && payload && !is_renewal(subject) &&
           value_of(*payload, {ns::trust, "RequestType"}).value_or("").find("QueryTokenStatus") ==
               std::string::npos;
}

} // namespace

void lint_envelope(Report& report)
{
    const Subject& subject = report.subject();
    const auto root = subject.xml->document.root();
    if (!equal_ignoring_case(root.name().local, "Envelope")) {
        if (!root.node().empty())
            report.find("soap-namespace", root, to_text(root.name()) + " alone", "an Envelope");
        return;
    }
    lint_names(report, root);
    const auto header = subject.header();
    const auto action =
        header ? value_of(*header, {ns::addressing, "Action"}) : std::optional<std::string>();
    const auto at = header ? first_of(*header, {ns::addressing, "Action"}).value_or(*header) : root;
    lint_action(report, at, action);
    const auto security = header ? first_of(*header, {ns::secext, "Security"}) : std::nullopt;
    if (security)
        lint_security(report, *security, is_renewal(subject) || is_answer(subject.kind));
    else if (needs_credentials(subject))
        report.find("security-missing", at, "no Security", "a token that says who asks");
    if (!header)
        return;
    lint_understood(report, *header);
    lint_once(report, *header);
    // A fault may answer what had no MessageID that could be read.
    const bool related = first_of(*header, {ns::addressing, "RelatesTo"}).has_value();
    if (is_answer(subject.kind) && (related || subject.kind != Kind::fault))
        lint_message_id(report, *header, *header, "RelatesTo");
    else if (!is_answer(subject.kind) && subject.kind != Kind::message)
        lint_request_header(report, *header);
}

} // namespace mdm::inspect
