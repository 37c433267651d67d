#include "core/text.h"
#include "inspect/lint_parts.h"
#include "jose/base64url.h"
#include "jose/json.h"
#include "record/record.h"
#include "x509/certificate.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

void lint_issued(Report& report, const record::Issued& issued)
{
    const auto certificate = x509::parse_certificate(issued.certificate);
    if (!certificate) {
        report.find("certificate", "issued.certificate: " + certificate.error().message,
                    "a certificate");
        return;
    }
    if (x509::serial_of(*certificate) != issued.serial)
        report.find("record-serial", "issued.serial " + issued.serial,
                    x509::serial_of(*certificate) + ", as the certificate has it");
    if (issued.chain.empty())
        return;
    const auto issuer = x509::parse_certificate(issued.chain.front());
    if (!issuer || !x509::is_issued_by(*certificate, *issuer))
        report.find("record-chain", "issued.chain begins with another certificate",
                    "the issuer first");
}

/// A member that must not be in a record, by the words in its name.
void lint_secrets(Report& report, const std::string& line)
{
    for (const std::string_view name : {"\"password\":", "\"token\":", "\"authorization\":"})
        if (to_lower(line).find(name) != std::string::npos)
            report.find("record-secret", "a member " + std::string(name.substr(0, name.size() - 1)),
                        "no password and no token in a record");
}

/// One part of a token as JSON; nothing, and a finding, where it is none.
std::optional<jose::Json> part(Report& report, std::string_view text, std::string_view what)
{
    const auto bytes = jose::decode_base64url(text);
    const auto object =
        bytes ? jose::parse_object(text_of(*bytes), what) : Result<jose::Json>(bytes.error());
    if (object)
        return *object;
    report.find("token", std::string(what) + ": " + object.error().message,
                "a JSON object in base64url");
    return std::nullopt;
}

} // namespace

void lint_record(Report& report)
{
    const auto& line = report.subject().body;
    lint_secrets(report, line);
    const auto record = record::parse(line);
    if (!record) {
        report.find("record", record.error().message, "a record of version 1");
        return;
    }
    if (record->request && !record->request->request.empty())
        lint_request(report, record->request->request);
    if (record->issued)
        lint_issued(report, *record->issued);
    if (record->kind != record::Kind::unknown && !record->identity && !record->fault)
        report.find("record-identity", "neither identity nor fault", "who asks, or why not");
    if (record->reply.empty())
        return;
    const Subject inner = read_nested(record->reply);
    Report nested(inner, report, "reply");
    lint_inner(nested);
}

void lint_token(Report& report)
{
    const auto parts = split(trim(report.subject().body), '.');
    if (parts.size() != 3) {
        report.find("token", "not three parts", "header, claims and signature");
        return;
    }
    const auto header = part(report, parts[0], "the header");
    const auto claims = part(report, parts[1], "the claims");
    if (header) {
        const auto algorithm = header->value("alg", jose::Json());
        const auto word = algorithm.is_string() ? algorithm.get<std::string>() : std::string();
        if (word.empty() || to_lower(word) == "none" || word.starts_with("HS"))
            report.find("token-algorithm", "alg '" + word + "'", "RS256 or another public-key one");
    }
    if (parts[2].empty())
        report.find("token-algorithm", "no signature", "one");
    for (const std::string_view claim : {"exp", "iss", "aud"})
        if (claims && !claims->contains(std::string(claim)))
            report.find("token-claims", "no " + std::string(claim), "exp, iss and aud");
}

} // namespace mdm::inspect
