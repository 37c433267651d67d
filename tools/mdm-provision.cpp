// mdm-provision - write the provisioning document.
//
// Reads records; writes the RSTRC of each with its wap-provisioningdoc, or a SOAP fault; or writes
// the document for a certificate in a file. See mdm-provision(1).

#include "enrollment/plain.h"
#include "enrollment/provision.h"
#include "service/attempts.h"
#include "service/enrolled_by_hand.h"
#include "service/setup.h"

namespace {
using namespace mdm;

Result<cli::Exit> write_by_hand(const cli::Arguments& arguments, cli::Io& io)
{
    const auto settings = TRY(service::load_settings(arguments, io));
    const auto enrolled = TRY(service::enrolled_by_hand(arguments, settings, io));
    const auto provisioner = TRY(enrollment::Provisioner::load(settings));
    io.out << (arguments.has("renewal") ? TRY(provisioner.renewal(enrolled))
                                        : TRY(provisioner.document(enrolled, io.random)))
           << "\n";
    return cli::Exit::ok;
}

/// A plain WSTEP client has no management server, so that need not be configured for it.
Result<std::string, enrollment::Refusal> answer_plain(const cli::Arguments& arguments,
                                                      const config::Settings& settings,
                                                      const record::Record& record, cli::Io& io)
{
    if (arguments.has("doc"))
        return enrollment::refusal_of(
            fault::Subcode::internal_service_fault,
            {Errc::environment, "a plain WSTEP client gets no provisioning document"});
    return enrollment::respond_to_plain(record, settings, io.now());
}

Result<cli::Exit> answer_records(const cli::Arguments& arguments, const config::Settings& settings,
                                 const Result<enrollment::Provisioner>& provisioner, cli::Io& io)
{
    const auto broken =
        service::refuse_all(provisioner ? Error{Errc::environment, ""} : provisioner.error());
    const service::Answer answer =
        [&](const record::Record& record) -> Result<std::string, enrollment::Refusal> {
        if (record.kind == record::Kind::policy || record.kind == record::Kind::unknown)
            return service::not_served(record);
        if (record::is_plain(record) && !settings.path.empty())
            return answer_plain(arguments, settings, record, io);
        if (!provisioner)
            return broken(record);
        return arguments.has("doc") ? provisioner->document_for(record, io.random)
                                    : provisioner->respond(record, io.now(), io.random);
    };
    service::Attempts attempts(settings.ledger, io.log);
    const auto note = [&](const ledger::Attempt& attempt) { attempts.write(attempt); };
    return service::run_last_stage(io,
                                   {.cgi = arguments.has("cgi"),
                                    .fault_status = settings.service.fault_status,
                                    .language = settings.service.language},
                                   answer, note);
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const bool cgi = arguments.has("cgi");
    if (cgi && (arguments.has("doc") || arguments.has("cert")))
        return Error{Errc::usage, "--cgi goes with neither --doc nor --cert"};
    if (arguments.has("cert"))
        return write_by_hand(arguments, io);
    TRY(arguments.require_beside("cert", {"chain", "user", "device", "device-name",
                                          "enrollment-type", "renewal", "trace-id"}));
    const auto settings = service::load_settings(arguments, io);
    if (!settings && !cgi)
        return settings.error();
    const auto provisioner = settings ? enrollment::Provisioner::load(*settings)
                                      : Result<enrollment::Provisioner>(settings.error());
    if (!provisioner && !cgi && !(settings && enrollment::serves_plain(*settings)))
        return provisioner.error();
    return answer_records(arguments, settings ? *settings : config::Settings{}, provisioner, io);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-provision",
         .operands = "< RECORDS",
         .summary = "write the provisioning document: records in, SOAP out",
         .options = {cli::config_option,
                     {"doc", "", "write the bare document, without its envelope"},
                     {"cert", "FILE", "write the document for this certificate, PEM or DER"},
                     {"chain", "FILE", "with --cert: certificates above it", true},
                     {"user", "USER", "with --cert: the user it is for"},
                     {"device", "ID", "with --cert: the device's DeviceID"},
                     {"device-name", "NAME", "with --cert: the device's DeviceName"},
                     {"enrollment-type", "TYPE", "with --cert: Full (default) or Device"},
                     {"renewal", "", "with --cert: the small document of a renewal"},
                     cli::cgi_option,
                     cli::trace_id_option,
                     cli::seed_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
