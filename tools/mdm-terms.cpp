// mdm-terms - the terms of use of the Entra flow.
//
// A CGI program: reads one request of a browser; writes the page, or the redirect that tells the
// device what the user chose. See mdm-terms(1).

#include "cli/tool.h"
#include "service/page.h"
#include "service/terms.h"

namespace {
using namespace mdm;

Result<std::string> text_of(const config::Settings& settings, const web::Visit& visit)
{
    TRY(config::require(settings.terms.text_file, "terms", "text_file"));
    return service::load_terms(settings.terms.text_file, visit);
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    const auto answer = [](const web::Visit& visit, const config::Settings& settings,
                           const enrollment::Arrival& arrival) {
        return web::serve_terms(visit, settings.terms, text_of(settings, visit),
                                service::reader_check(settings, arrival));
    };
    const auto trouble = [](const web::Request& request, const config::Settings& settings,
                            const Error& why, const web::Look& look) {
        return web::terms_trouble(request, settings.terms, why, look);
    };
    return service::run_page(arguments, io, answer, trouble);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main({.name = "mdm-terms",
                          .operands = "--cgi",
                          .summary = "the web page of the terms of use, for Entra",
                          .options = {cli::config_option, cli::cgi_option, cli::trace_id_option,
                                      cli::now_option, cli::seed_option},
                          .run = run},
                         argc, argv);
}
