#include "inspect/kind.h"

#include <algorithm>
#include <array>

namespace mdm::inspect {
namespace {

constexpr std::array<KindRow, 15> rows{{
    {Kind::discover, "discover", "Discover"},
    {Kind::discover_response, "discover-response", "DiscoverResponse"},
    {Kind::policies, "policies", "GetPolicies"},
    {Kind::policies_response, "policies-response", "GetPoliciesResponse"},
    {Kind::rst, "rst", "RequestSecurityToken"},
    {Kind::rstrc, "rstrc", "RequestSecurityTokenResponseCollection"},
    {Kind::fault, "fault", "SOAP fault"},
    {Kind::document, "document", "provisioning document"},
    {Kind::record, "record", "record"},
    {Kind::request, "request", "certificate request (PKCS #10)"},
    {Kind::certificate, "certificate", "certificate"},
    {Kind::cms, "cms", "signed message (CMS)"},
    {Kind::token, "token", "token (JWT)"},
    {Kind::key, "key", "private key"},
    {Kind::message, "message", "SOAP message"},
}};

const KindRow* find(Kind kind)
{
    const auto* const row =
        std::find_if(rows.begin(), rows.end(), [&](const KindRow& r) { return r.kind == kind; });
    return row == rows.end() ? nullptr : row;
}

} // namespace

std::span<const KindRow> kinds()
{
    return rows;
}

std::string_view word_of(Kind kind)
{
    const KindRow* const row = find(kind);
    return row == nullptr ? "unknown" : row->word;
}

std::string_view title_of(Kind kind)
{
    const KindRow* const row = find(kind);
    return row == nullptr ? "unknown" : row->title;
}

Result<Kind> kind_from(std::string_view word)
{
    std::string words;
    for (const KindRow& row : rows) {
        if (row.word == word)
            return row.kind;
        words.append(words.empty() ? "" : ", ").append(row.word);
    }
    return Error{Errc::usage, "'" + std::string(word) + "' is none of " + words};
}

bool is_message(Kind kind)
{
    return kind <= Kind::fault || kind == Kind::message;
}

bool is_answer(Kind kind)
{
    return kind == Kind::discover_response || kind == Kind::policies_response ||
           kind == Kind::rstrc || kind == Kind::fault;
}

} // namespace mdm::inspect
