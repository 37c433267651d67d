// mdm-login - the web page of federated sign-in.
//
// A CGI program: reads one request of a browser; writes the page, or the form that hands a token to
// the device. See mdm-login(1).

#include "cli/tool.h"
#include "service/page.h"
#include "service/sign_in.h"

namespace {
using namespace mdm;

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    const auto answer = [&](const web::Visit& visit, const config::Settings& settings,
                            const enrollment::Arrival& arrival) {
        const auto terms = service::load_terms(settings.login.terms_file, visit);
        const auto ready = config::require(settings.login.throttle_file, "login", "throttle_file");
        if (!terms || !ready)
            return web::refuse(500, "problem.trouble",
                               (ready ? terms.error() : ready.error()).message, visit.look);
        return web::serve_login(visit, settings.login, *terms,
                                service::sign_in_of(settings, arrival, io));
    };
    return service::run_page(arguments, io, answer);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-login",
         .operands = "--cgi",
         .summary = "the web page of federated sign-in: a password in, a token out",
         .options = {cli::config_option, cli::cgi_option, cli::trace_id_option, cli::now_option,
                     cli::seed_option},
         .run = run},
        argc, argv);
}
