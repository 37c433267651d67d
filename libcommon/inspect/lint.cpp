#include "inspect/lint.h"

#include "core/text.h"
#include "inspect/lint_parts.h"
#include "inspect/view.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mdm::inspect {
namespace {

/// What is broken in itself: nothing else can be said of the part behind the break.
void lint_form(Report& report)
{
    const Subject& subject = report.subject();
    if (!subject.broken)
        return;
    if (subject.kind == Kind::record) // by its own rules
        return;
    const bool is_break = subject.xml && subject.xml->broken;
    report.find(is_break ? "well-formed" : "kind", subject.broken->message,
                is_break ? "well-formed XML without a DOCTYPE" : "what is known or was named");
}

void lint_payload(Report& report)
{
    const Subject& subject = report.subject();
    if (is_message(subject.kind))
        lint_envelope(report);
    const auto payload = subject.payload();
    if (!payload)
        return;
    switch (subject.kind) {
    case Kind::discover:
        return lint_discover(report, *payload);
    case Kind::discover_response:
        return lint_discover_response(report, *payload);
    case Kind::policies:
        return lint_policies(report, *payload);
    case Kind::policies_response:
        return lint_policies_response(report, *payload);
    case Kind::rst:
        return lint_rst(report, *payload);
    case Kind::rstrc:
        return lint_rstrc(report, *payload);
    case Kind::fault:
        return lint_fault(report, *payload);
    case Kind::document:
        return lint_document(report, *payload);
    default:
        return;
    }
}

void lint_all(Report& report)
{
    const Subject& subject = report.subject();
    lint_form(report);
    if (subject.http)
        lint_http(report);
    const auto body = bytes_of(subject.body);
    switch (subject.kind) {
    case Kind::record:
        return lint_record(report);
    case Kind::request:
        return lint_request(report, body);
    case Kind::certificate:
        return lint_certificate(report, body);
    case Kind::cms:
        return lint_cms(report, body);
    case Kind::token:
        return lint_token(report);
    default:
        return lint_payload(report);
    }
}

std::string_view word_of(Severity severity)
{
    return severity == Severity::error ? "error" : "warning";
}

} // namespace

Report::Report(const Subject& inner, const Report& outer, const xml::Element& at)
    : subject_(inner), findings_(outer.findings_), file_(outer.file_),
      prefix_(outer.prefix_ + path_of(at)), outer_line_(outer.subject_.line_of(at))
{
    if (outer.outer_line_ != 0)
        outer_line_ = outer.outer_line_;
}

Report::Report(const Subject& inner, const Report& outer, std::string_view member)
    : subject_(inner), findings_(outer.findings_), file_(outer.file_),
      prefix_(outer.prefix_ + "/" + std::string(member)),
      outer_line_(outer.outer_line_ != 0 ? outer.outer_line_ : outer.subject_.line)
{
}

void Report::add(std::string_view rule, std::size_t line, std::string path, std::string found,
                 std::string expected)
{
    constexpr std::size_t most = 500;
    if (findings_.size() >= most)
        return;
    static const auto all = rules();
    const auto row =
        std::find_if(all.begin(), all.end(), [&](const Rule& r) { return r.id == rule; });
    assert(row != all.end());
    findings_.push_back({*row, file_, outer_line_ != 0 ? outer_line_ : line,
                         prefix_ + std::move(path), std::move(found), std::move(expected)});
}

void Report::find(std::string_view rule, const xml::Element& at, std::string found,
                  std::string expected)
{
    add(rule, subject_.line_of(at), path_of(at), std::move(found), std::move(expected));
}

void Report::find(std::string_view rule, std::string found, std::string expected)
{
    add(rule, subject_.line, {}, std::move(found), std::move(expected));
}

std::vector<Finding> lint(const Subject& subject)
{
    std::vector<Finding> findings;
    Report report(subject, findings);
    lint_all(report);
    return findings;
}

void lint_inner(Report& report)
{
    lint_all(report);
}

std::string to_text(const Finding& finding)
{
    constexpr std::size_t longest = 200;
    const auto fit = [](const std::string& text) { return visible(printable(text, longest)); };
    std::string text = visible(finding.file);
    if (finding.line != 0)
        text += fmt::format(":{}", finding.line);
    text += fmt::format(": {} {}: ", word_of(finding.rule.severity), finding.rule.id);
    if (!finding.path.empty())
        text += visible(finding.path) + ": ";
    text += fit(finding.found);
    if (!finding.expected.empty())
        text += ", expected " + fit(finding.expected);
    return text + fmt::format(" [{}]\n", finding.rule.spec);
}

std::string to_json(const Finding& finding)
{
    nlohmann::ordered_json object{{"file", finding.file},
                                  {"line", finding.line},
                                  {"severity", word_of(finding.rule.severity)},
                                  {"rule", finding.rule.id},
                                  {"clause", finding.rule.spec},
                                  {"path", finding.path},
                                  {"found", finding.found},
                                  {"expected", finding.expected}};
    return object.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

std::string to_lines(const std::vector<Finding>& findings, bool json)
{
    std::string lines;
    for (const Finding& finding : findings)
        lines += json ? to_json(finding) + "\n" : to_text(finding);
    return lines;
}

bool has_error(const std::vector<Finding>& findings)
{
    return std::ranges::any_of(
        findings, [](const Finding& finding) { return finding.rule.severity == Severity::error; });
}

std::string rule_table()
{
    std::string text;
    for (const Rule& rule : rules())
        text += fmt::format("{}\t{}\t{}\t{}\n", rule.id, word_of(rule.severity), rule.spec,
                            rule.requirement);
    return text;
}

std::string rule_table_json()
{
    std::string text;
    for (const Rule& rule : rules()) {
        const nlohmann::ordered_json object{{"rule", rule.id},
                                            {"severity", word_of(rule.severity)},
                                            {"clause", rule.spec},
                                            {"requirement", rule.requirement}};
        text += object.dump() + "\n";
    }
    return text;
}

} // namespace mdm::inspect
