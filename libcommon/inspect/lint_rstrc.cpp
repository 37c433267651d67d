#include "core/base64.h"
#include "core/text.h"
#include "device/type_uri.h"
#include "inspect/lint_parts.h"

#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
namespace type_uri = device::type_uri;
using Nil = device::Part::Nil;
using xml::Element;

constexpr std::array<device::Part, 2> trust_parts{{{"TokenType"}, {"RequestedSecurityToken"}}};
constexpr std::array<device::Part, 2> enrollment_parts{
    {{"DispositionMessage", Nil::yes, true}, {"RequestID", Nil::yes}}};

constexpr std::string_view whitespace = " \t\r\n";

/// The bytes of a token whose text is to be base64 on one line.
std::optional<std::string> read_token(Report& report, const Element& token)
{
    lint_encoding_type(report, token);
    const std::string text = token.text();
    if (text.find_first_of(whitespace) != std::string::npos)
        report.find("base64-line", token, "white space in base64", "base64 on one line");
    const auto bytes = decode_base64(text);
    if (bytes && !bytes->empty())
        return std::string(text_of(*bytes));
    report.find("base64", token, bytes ? "nothing" : bytes.error().message, "base64");
    return std::nullopt;
}

/// The answer to a device: a provisioning document.
void lint_provision(Report& report, const Element& token)
{
    if (const auto type = attribute_of(token, "ValueType"); type != type_uri::provision_document)
        report.find("rstrc-value-type", token, "ValueType '" + type + "'",
                    std::string(type_uri::provision_document));
    auto content = read_token(report, token);
    if (!content)
        return;
    const Subject inner = read_nested(std::move(*content), Kind::document);
    if (!inner.xml || inner.xml->document.root().node().empty()) {
        report.find("rstrc-document", token, "what is no XML", "a wap-provisioningdoc");
        return;
    }
    Report nested(inner, report, token);
    lint_inner(nested);
}

/// The answer to a plain client: a certificate.
void lint_certificate_token(Report& report, const Element& token)
{
    if (const auto type = attribute_of(token, "ValueType"); type != type_uri::certificate)
        report.find("rstrc-value-type", token, "ValueType '" + type + "'",
                    std::string(type_uri::certificate));
    lint_encoding_type(report, token);
    const auto bytes = decode_base64(token.text());
    if (!bytes || bytes->empty())
        report.find("base64", token, bytes ? "nothing" : bytes.error().message, "base64");
    else
        lint_certificate(report, *bytes, &token);
}

void lint_requested(Report& report, const Element& response, bool of_device)
{
    const auto requested = first_of(response, {ns::trust, "RequestedSecurityToken"});
    if (!requested)
        return; // the schema's finding
    const auto token = first_of(*requested, {ns::secext, "BinarySecurityToken"});
    if (!token) {
        if (of_device)
            report.find("rstrc-pending", *requested, "no BinarySecurityToken",
                        "the document at once: devices do not wait for a pending request");
        else if (!first_of(*requested, {ns::secext, "SecurityTokenReference"}))
            report.find("rstrc-document", *requested, "neither a certificate nor a reference",
                        "one of them");
        return;
    }
    if (of_device)
        lint_provision(report, *token);
    else
        lint_certificate_token(report, *token);
}

void lint_answer_timestamp(Report& report, const Element& collection)
{
    const auto header = report.subject().header();
    const auto security = header ? first_of(*header, {ns::secext, "Security"}) : std::nullopt;
    if (!security || !first_of(*security, {ns::utility, "Timestamp"}))
        report.find("rstrc-timestamp", header ? *header : collection,
                    "no Security with a Timestamp", "Created, and Expires 5 minutes later");
}

} // namespace

void lint_rstrc(Report& report, const Element& collection)
{
    if (collection.name().space != ns::trust) {
        report.find("payload-namespace", collection,
                    "'" + std::string(collection.name().space) + "'", std::string(ns::trust));
        return;
    }
    const auto responses = collection.children({ns::trust, "RequestSecurityTokenResponse"});
    if (responses.size() != 1)
        report.find("rstrc-one", collection,
                    fmt::format("{} RequestSecurityTokenResponse", responses.size()), "one");
    for (const auto& response : responses) {
        const auto type = value_of(response, {ns::trust, "TokenType"}).value_or("");
        const bool plain = type == type_uri::certificate;
        if (!plain && type != type_uri::enrollment_token)
            report.find("rstrc-token-type", response, "TokenType '" + type + "'",
                        std::string(type_uri::enrollment_token));
        lint_sequence(report, response, ns::trust, trust_parts, "rstrc-schema");
        lint_sequence(report, response, ns::enrollment, enrollment_parts, "rstrc-schema");
        lint_requested(report, response, !plain);
        if (!plain)
            lint_answer_timestamp(report, collection);
    }
}

} // namespace mdm::inspect
