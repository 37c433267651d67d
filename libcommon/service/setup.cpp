#include "service/setup.h"

#include "service/report.h"

namespace mdm::service {
namespace {

/// What is wrong with the configuration is the operator's to know, whatever kind of error it is.
enrollment::Refusal out_of_order(const Error& error)
{
    return enrollment::refusal_of(fault::Subcode::enrollment_server,
                                  {Errc::environment, error.message, error.spec});
}

} // namespace

Result<config::Settings> load_settings(const cli::Arguments& arguments, cli::Io& io)
{
    const auto path = TRY(cli::config_path(arguments, io));
    auto settings = TRY(config::load(path));
    open_log(settings.log, io.log);
    return settings;
}

Answer refuse_all(const Error& error)
{
    return
        [refusal = out_of_order(error)](
            const record::Record&) -> Result<std::string, enrollment::Refusal> { return refusal; };
}

Stage refuse_all_records(const Error& error)
{
    const auto refusal = out_of_order(error);
    const auto work = [refusal](std::vector<record::Record> records) {
        std::vector<enrollment::Outcome> outcomes;
        for (auto& record : records)
            outcomes.push_back(enrollment::refused(std::move(record), refusal, "en-US"));
        return outcomes;
    };
    return {[](const record::Record& record) { return record.reply.empty(); }, at_once(work)};
}

} // namespace mdm::service
