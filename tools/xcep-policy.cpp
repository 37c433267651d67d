// xcep-policy - answer GetPolicies.
//
// Reads records; writes the GetPoliciesResponse of each, or a SOAP fault. See xcep-policy(1).

#include "enrollment/policy.h"
#include "service/attempts.h"
#include "service/setup.h"
#include "service/stage.h"

namespace {
using namespace mdm;

/// In the middle of a pipe: the answer goes into the record.
Result<cli::Exit> run_in_the_middle(enrollment::PolicyTeller& teller, cli::Io& io)
{
    const auto takes = [](const record::Record& record) {
        return record.kind == record::Kind::policy && record.reply.empty();
    };
    const auto work = [&](std::vector<record::Record> records) {
        std::vector<enrollment::Outcome> outcomes;
        for (auto& record : records)
            outcomes.push_back(teller.answer(std::move(record), io.now()));
        return outcomes;
    };
    return service::run_stage(io, {takes, service::at_once(work)});
}

Result<cli::Exit> run_last(const config::Settings& settings, const service::Answer& answer,
                           bool cgi, cli::Io& io)
{
    service::Attempts attempts(settings.ledger, io.log);
    const auto note = [&](const ledger::Attempt& attempt) { attempts.write(attempt); };
    return service::run_last_stage(io,
                                   {.cgi = cgi,
                                    .fault_status = settings.service.fault_status,
                                    .language = settings.service.language},
                                   answer, note);
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const bool cgi = arguments.has("cgi");
    if (arguments.has("record") && cgi)
        return Error{Errc::usage, "--record and --cgi exclude each other"};
    const auto settings = service::load_settings(arguments, io);
    if (!settings && cgi)
        return run_last({}, service::refuse_all(settings.error()), cgi, io);
    if (!settings && arguments.has("record"))
        return service::run_stage(io, service::refuse_all_records(settings.error()));
    if (!settings)
        return settings.error();
    enrollment::PolicyTeller teller(*settings);
    if (arguments.has("record"))
        return run_in_the_middle(teller, io);
    const service::Answer answer = [&](const record::Record& record) {
        return record.kind == record::Kind::policy ? teller.respond(record, io.now())
                                                   : service::not_served(record);
    };
    return run_last(*settings, answer, cgi, io);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "xcep-policy",
         .operands = "< RECORDS",
         .summary = "answer GetPolicies: records in, SOAP out",
         .options = {cli::config_option,
                     {"record", "", "put the answer into the record and pass it on"},
                     cli::cgi_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
