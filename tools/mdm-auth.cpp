// mdm-auth - decide who is asking.
//
// Reads one SOAP request, GetPolicies or RST; writes one record. The only door through which an
// untrusted request becomes trusted. See mdm-auth(1).

#include "core/file.h"
#include "core/process.h"
#include "core/secret.h"
#include "enrollment/authenticate.h"
#include "service/checks.h"
#include "service/client_certificate.h"
#include "service/message.h"
#include "service/report.h"
#include "service/setup.h"

#include <unistd.h>

namespace {
using namespace mdm;

cli::Exit answer(const enrollment::Outcome& outcome, cli::Io& io)
{
    io.out << record::to_json(outcome.record) << "\n";
    service::report(outcome, io.log);
    return outcome.record.fault ? cli::Exit::refused : cli::Exit::ok;
}

/// Lets mdm-check-config(1), which is beside this program, take its place: what it links would make
/// every request slower.
Result<cli::Exit> check_config(const cli::Arguments& arguments, const cli::Io& io)
{
    const std::string program = program_beside("mdm-check-config");
    std::vector<std::string> words{program, "--config", TRY(cli::config_path(arguments, io))};
    for (const std::string option : {"now", "log-format"})
        if (const auto value = arguments.find(option))
            words.insert(words.end(), {"--" + option, *value});
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(program.c_str(), pointers.data());
    return file_error(program, "run");
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    if (arguments.has("check-config"))
        return check_config(arguments, io);
    enrollment::Arrival arrival{io.now(), cli::trace_id(arguments, io)};
    const auto settings = service::load_settings(arguments, io);
    if (!settings) {
        if (!arguments.has("cgi"))
            return settings.error();
        service::forget_message(arguments, io);
        // A device gets an answer even from a service that is set up wrongly.
        return answer(enrollment::refuse_unread(
                          enrollment::refusal_of(fault::Subcode::enrollment_server,
                                                 {Errc::environment, settings.error().message}),
                          "en-US", arrival),
                      io);
    }
    auto message = service::read_message(arguments, io, settings->service.body_limit);
    if (!message)
        return answer(enrollment::refuse_unread(
                          enrollment::refusal_of(fault::Subcode::message_format, message.error()),
                          settings->service.language, arrival),
                      io);
    arrival.client_certificate = service::client_certificate(arguments, settings->service, io);
    const auto outcome =
        enrollment::authenticate(bytes_of(*message), settings->service,
                                 service::checks_of(*settings, arrival, io.log), arrival);
    wipe(*message);
    return answer(outcome, io);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-auth",
         .operands = "< REQUEST",
         .summary = "decide who is asking: SOAP in, record out",
         .options = {cli::config_option,
                     cli::cgi_option,
                     {"check-config", "", "tell what is wrong with the configuration, and exit"},
                     {"client-cert", "FILE", "certificate that the TLS client showed, PEM"},
                     cli::trace_id_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
