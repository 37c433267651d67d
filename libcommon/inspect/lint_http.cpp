#include "core/text.h"
#include "inspect/lint_parts.h"
#include "inspect/words.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

/// "application/soap+xml" of "application/soap+xml; charset=utf-8".
std::string media_type(const std::string& field)
{
    return to_lower(trim(field.substr(0, field.find(';'))));
}

void lint_length(Report& report, const Http& http, bool answer)
{
    const auto length = http.find("Content-Length");
    const auto chunks = http.find("Transfer-Encoding");
    if (answer && chunks)
        report.find("http-chunked", "Transfer-Encoding " + *chunks, "Content-Length");
    if (!length) {
        if (answer && !chunks)
            report.find("http-length", "no Content-Length", "the length in bytes");
    } else if (whole_number(*length) != http.body_bytes) {
        report.find("http-length", "Content-Length " + *length,
                    fmt::format("{}, the bytes of the body", http.body_bytes));
    }
}

} // namespace

void lint_http(Report& report)
{
    const Subject& subject = report.subject();
    const Http& http = *subject.http;
    const auto status = http.status();
    const bool cgi = http.start.empty();
    if (!cgi || http.find("Content-Length") || http.find("Transfer-Encoding"))
        lint_length(report, http, status.has_value());
    if (subject.body.empty()) {
        if (status == 200 &&
            http.find("Content-Type").value_or("").find("soap") != std::string::npos)
            report.find("http-empty", "status 200 without a body", "a SOAP message");
        return;
    }
    if (!is_message(subject.kind))
        return;
    const auto type = http.find("Content-Type").value_or("");
    if (media_type(type) != "application/soap+xml")
        report.find("http-content-type", "Content-Type '" + type + "'", "application/soap+xml");
    if (status && subject.kind == Kind::fault && *status < 400)
        report.find("http-fault-status", fmt::format("status {} with a fault", *status), "500");
    if (status && subject.kind != Kind::fault && *status != 200)
        report.find("http-status", fmt::format("status {} without a fault", *status), "200");
}

} // namespace mdm::inspect
