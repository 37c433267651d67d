#include "device/report.h"

#include "core/text.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

constexpr std::string_view red = "\x1B[31m";
constexpr std::string_view green = "\x1B[32m";
constexpr std::string_view bold = "\x1B[1m";
constexpr std::string_view plain = "\x1B[0m";

std::string painted(std::string_view text, std::string_view colour, Colours colours)
{
    if (colours == Colours::no)
        return std::string(text);
    return std::string(colour).append(text).append(plain);
}

std::string milliseconds(std::chrono::microseconds time)
{
    return fmt::format("{:.1f} ms", static_cast<double>(time.count()) / 1000);
}

std::string row(std::string_view name, std::string_view value)
{
    return fmt::format("    {:<20}{}\n", name, value);
}

std::string with_clause(const Error& error)
{
    return error.spec.empty() ? error.message : fmt::format("{} [{}]", error.message, error.spec);
}

/// Why a step failed. A fault is told part by part; what is a finding was told as one.
std::string reasons(const Step& step)
{
    std::string text;
    for (const Error& finding : step.findings)
        text += row("breaks a rule", with_clause(finding));
    if (!step.error)
        return text;
    if (step.fault) {
        text += row("fault", step.fault->subcode);
        text += step.fault->error_type.empty() ? "" : row("error type", step.fault->error_type);
        text += row("reason", step.fault->reason);
        text += step.fault->trace_id.empty() ? "" : row("trace id", step.fault->trace_id);
    } else if (step.findings.empty()) {
        text += row("error", with_clause(*step.error));
    }
    if (step.hresult == 0)
        return text;
    const auto code = fault::find_code(hresult_text(step.hresult));
    text += row("device shows", code ? fmt::format("{} {}", hresult_text(step.hresult), code->name)
                                     : hresult_text(step.hresult));
    return text;
}

std::string to_text(const Step& step, Colours colours)
{
    const std::string mark =
        step.error ? painted("no", red, colours) : painted("ok", green, colours);
    std::string line =
        fmt::format("{}  {} {:>10}", mark, painted(fmt::format("{:<9}", step.name), bold, colours),
                    milliseconds(step.time));
    if (step.http_status != 0)
        line += fmt::format("  {}", step.http_status);
    if (!step.url.empty())
        line += "  " + printable(step.url, 1000);
    line += '\n';
    for (const Fact& fact : step.facts)
        line += row(fact.name, fact.value);
    return line + reasons(step);
}

} // namespace

std::string to_text(const Session& session, Colours colours)
{
    std::string text;
    std::chrono::microseconds whole{0};
    for (const Step& step : session.steps()) {
        text += to_text(step, colours);
        whole += step.time;
    }
    const Plan& plan = session.plan();
    const std::string who =
        fmt::format("device {} of {}", printable(plan.device.id), printable(plan.user));
    if (session.enrolled())
        return text + painted(plan.old ? "renewed" : "enrolled", green, colours) +
               fmt::format(": {} in {}\n", who, milliseconds(whole));
    return text + painted(plan.old ? "not renewed" : "not enrolled", red, colours) + ": " + who +
           '\n';
}

} // namespace mdm::device
