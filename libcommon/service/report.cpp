#include "service/report.h"

namespace mdm::service {
namespace {

void report_issued(const record::Record& record, cli::Log& log)
{
    cli::Event event{.level = cli::Level::info,
                     .message = "issued",
                     .trace_id = record.trace_id,
                     .fields = {{"kind", std::string(record::to_text(record.kind))},
                                {"serial", record.issued->serial}}};
    if (record.identity)
        event.fields.emplace_back("user", record.identity->user);
    if (auto device = record::find_fact(record, "DeviceID"))
        event.fields.emplace_back("device", std::move(*device));
    log.write(event);
}

} // namespace

void open_log(const config::Log& settings, cli::Log& log)
{
    if (!settings.file.empty())
        log.set_file(settings.file, settings.file_limit);
}

void report(const enrollment::Outcome& outcome, cli::Log& log)
{
    const record::Record& record = outcome.record;
    if (record.issued && !record.fault)
        return report_issued(record, log);
    if (outcome.log.empty() || !record.fault)
        return;
    cli::Event event{.level = cli::Level::warning,
                     .message = "refused: " + outcome.log,
                     .trace_id = record.trace_id,
                     .fields = {{"kind", std::string(record::to_text(record.kind))},
                                {"subcode", record.fault->subcode}}};
    if (!record.fault->error_type.empty())
        event.fields.emplace_back("error_type", record.fault->error_type);
    if (!record.fault->rule.empty())
        event.fields.emplace_back("rule", record.fault->rule);
    if (record.identity)
        event.fields.emplace_back("user", record.identity->user);
    log.write(event);
}

void report(const enrollment::Refusal& refusal, std::string_view kind, const std::string& trace_id,
            cli::Log& log)
{
    log.write({.level = cli::Level::warning,
               .message = "refused: " + refusal.log,
               .trace_id = trace_id,
               .fields = {{"kind", std::string(kind)},
                          {"subcode", std::string(fault::to_text(refusal.fault.subcode))}}});
}

} // namespace mdm::service
