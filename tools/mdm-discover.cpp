// mdm-discover - answer a Discover request.
//
// Reads one SOAP request; writes the DiscoverResponse or a fault. See mdm-discover(1).

#include "cgi/exchange.h"
#include "enrollment/discover.h"
#include "service/message.h"
#include "service/report.h"
#include "service/setup.h"

namespace {
using namespace mdm;

/// Devices ask with a GET whether there is a service at all (MS-MDE2 3.1).
bool is_probe(const cli::Io& io)
{
    const auto method = cgi::method(io.environment);
    return method == cgi::Method::get || method == cgi::Method::head;
}

/// A service that is set up wrongly, which is the operator's to know.
enrollment::Refusal out_of_order(const Error& error)
{
    return enrollment::refusal_of(fault::Subcode::enrollment_server,
                                  {Errc::environment, error.message, error.spec});
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const bool cgi = arguments.has("cgi");
    if (cgi && is_probe(io)) {
        io.out << cgi::response(200, "text/html", "");
        return cli::Exit::ok;
    }
    const std::string trace_id = cli::trace_id(arguments, io);
    const auto answer = [&](const enrollment::Reply& reply, int fault_status) {
        const int status = reply.refusal ? fault_status : 200;
        io.out << (cgi ? cgi::response(status, cgi::soap_type, reply.soap) : reply.soap + "\n");
        if (!reply.refusal)
            return cli::Exit::ok;
        service::report(*reply.refusal, "discover", trace_id, io.log);
        return cli::Exit::refused;
    };
    const auto settings = service::load_settings(arguments, io);
    if (!settings) {
        if (!cgi)
            return settings.error();
        service::forget_message(arguments, io);
        // A device gets an answer even from a service that is set up wrongly.
        const config::Service defaults;
        return answer(enrollment::refuse_discover(out_of_order(settings.error()), defaults.language,
                                                  trace_id),
                      defaults.fault_status);
    }
    const auto& service = settings->service;
    const auto message = service::read_message(arguments, io, service.body_limit);
    if (!message)
        return answer(enrollment::refuse_discover(
                          enrollment::refusal_of(fault::Subcode::message_format, message.error()),
                          service.language, trace_id),
                      service.fault_status);
    return answer(enrollment::discover(bytes_of(*message), *settings, {io.now(), trace_id}),
                  service.fault_status);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-discover",
         .operands = "< REQUEST",
         .summary = "answer a Discover request: which authentication, which URLs",
         .options = {cli::config_option, cli::cgi_option, cli::trace_id_option, cli::now_option},
         .run = run},
        argc, argv);
}
