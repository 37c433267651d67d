#include "core/base64.h"
#include "core/text.h"
#include "device/type_uri.h"
#include "inspect/der_kind.h"
#include "inspect/lint_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
namespace type_uri = device::type_uri;
using xml::Element;

enum class Type { issue, renew, recovery, query, key_exchange, unknown };

struct TypeRow {
    std::string_view uri;
    Type type;
};
constexpr std::array<TypeRow, 5> types{{
    {type_uri::issue, Type::issue},
    {type_uri::renew, Type::renew},
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Recovery", Type::recovery},
    {"http://schemas.microsoft.com/windows/pki/2009/01/enrollment/QueryTokenStatus", Type::query},
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/KET", Type::key_exchange},
}};

Type request_type(Report& report, const Element& rst)
{
    const auto uri = value_of(rst, {ns::trust, "RequestType"});
    for (const TypeRow& row : types)
        if (uri && row.uri == *uri)
            return row.type;
    report.find("rst-request-type", rst,
                uri ? "RequestType '" + *uri + "'" : std::string("no RequestType"),
                "Issue, Renew, Recovery or QueryTokenStatus");
    return Type::unknown;
}

void lint_types(Report& report, const Element& rst, const Element& token, Type type)
{
    lint_encoding_type(report, token);
    const auto value = attribute_of(token, "ValueType");
    const auto token_type = value_of(rst, {ns::trust, "TokenType"}).value_or("");
    // Plain WSTEP renews by an Issue that is signed with the old key.
    const bool renew = type == Type::renew ||
                       (token_type == type_uri::certificate && fragment_of(value) == "pkcs7");
    const bool good = renew ? value == type_uri::pkcs7_secext || value == type_uri::pkcs7_enrollment
                            : value == type_uri::pkcs10;
    if (!good && type != Type::unknown)
        report.find("rst-value-type", token, "ValueType '" + value + "'",
                    std::string(renew ? type_uri::pkcs7_secext : type_uri::pkcs10));
    if (token_type != type_uri::enrollment_token && token_type != type_uri::certificate)
        report.find("rst-token-type", rst, "TokenType '" + token_type + "'",
                    std::string(type_uri::enrollment_token));
}

void lint_content(Report& report, const Element& token, Type type)
{
    auto bytes = decode_base64(token.text());
    const bool renews =
        type == Type::renew || fragment_of(attribute_of(token, "ValueType")) == "pkcs7";
    if (bytes && renews && !bytes->empty() && bytes->front() != 0x30)
        bytes = decode_base64(text_of(*bytes));
    if (!bytes || bytes->empty()) {
        report.find("base64", token, bytes ? "nothing" : bytes.error().message, "base64");
        return;
    }
    if (renews)
        lint_cms(report, *bytes, &token);
    else
        lint_request(report, *bytes, &token);
}

/// The order of the parts, which all published messages have.
void lint_order(Report& report, const Element& rst)
{
    constexpr std::array<xml::Name, 5> order{{{ns::trust, "TokenType"},
                                              {ns::trust, "RequestType"},
                                              {ns::secext, "BinarySecurityToken"},
                                              {ns::authorization, "AdditionalContext"},
                                              {ns::enrollment, "RequestID"}}};
    std::size_t last = 0;
    std::array<int, 5> count{};
    for (const auto& child : rst.children()) {
        const auto* const at = std::find(order.begin(), order.end(), child.name());
        if (at == order.end())
            continue;
        const auto index = static_cast<std::size_t>(at - order.begin());
        if (++count[index] == 2)
            report.find("rst-twice", child, std::string(at->local) + " a second time", "one");
        else if (index < last)
            report.find("rst-order", child,
                        fmt::format("{} behind {}", at->local, order[last].local),
                        "TokenType, RequestType, BinarySecurityToken, AdditionalContext");
        last = std::max(last, index);
    }
}

} // namespace

void lint_rst(Report& report, const Element& rst)
{
    if (rst.name().space != ns::trust) {
        report.find("payload-namespace", rst, "'" + std::string(rst.name().space) + "'",
                    std::string(ns::trust));
        return;
    }
    lint_order(report, rst);
    const Type type = request_type(report, rst);
    const auto token = first_of(rst, {ns::secext, "BinarySecurityToken"});
    const bool needs_token = type == Type::issue || type == Type::renew || type == Type::recovery;
    if (token) {
        lint_types(report, rst, *token, type);
        lint_content(report, *token, type);
    } else if (needs_token) {
        report.find("rst-token", rst, "no BinarySecurityToken", "the request");
    }
    if (type == Type::query && value_of(rst, {ns::enrollment, "RequestID"}).value_or("").empty())
        report.find("rst-request-id", rst, "QueryTokenStatus without RequestID",
                    "the RequestID of the pending request");
    if (const auto context = first_of(rst, {ns::authorization, "AdditionalContext"}))
        lint_context(report, *context, type == Type::issue);
    else if (type == Type::issue &&
             value_of(rst, {ns::trust, "TokenType"}).value_or("") != type_uri::certificate)
        report.find("context-missing", rst, "no AdditionalContext",
                    "what the device says of itself");
}

} // namespace mdm::inspect
