#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/io.h"
#include "config/settings.h"
#include "enrollment/outcome.h"
#include "web/visit.h"

#include <functional>
#include <string>
#include <string_view>

namespace mdm::service {

/// What a page's program does: a request in, an answer out.
using PageAnswer = std::function<web::Outcome(const web::Visit&, const config::Settings&,
                                              const enrollment::Arrival&)>;

/// The answer where the service is out of order, for a page that has one of its own.
using PageTrouble = std::function<web::Outcome(const web::Request&, const config::Settings&,
                                               const Error&, const web::Look&)>;

/// Answers one request as a CGI program (--cgi must be given): reads the configuration and the
/// request, prepares what every page needs, writes the answer, and logs it under the trace id that
/// the page shows. Whatever is out of order, a browser gets a page.
Result<cli::Exit> run_page(const cli::Arguments& arguments, cli::Io& io, const PageAnswer& answer,
                           const PageTrouble& trouble = {});

/// Gives pages the texts of the most wanted language for which there is a file, installed or in
/// `languages_folder`, and what the organisation looks like. What is wrong with any of it is
/// logged, and the pages go out without.
void dress(web::Look& look, const config::Web& settings, std::string_view accept_language,
           cli::Io& io);

/// The text that is to be accepted, in the language of the visit where there is a file of it: at
/// most 256 KiB of UTF-8. Empty where `file` is. Fails with environment.
Result<std::string> load_terms(const std::string& file, const web::Visit& visit);

} // namespace mdm::service
