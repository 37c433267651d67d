#include "service/page.h"

#include "cli/shared_files.h"
#include "core/base64.h"
#include "core/file.h"
#include "core/text.h"
#include "service/setup.h"
#include "web/seal.h"

#include <array>

namespace mdm::service {
namespace {

constexpr std::size_t terms_limit = 256U << 10;

void log(cli::Io& io, cli::Level level, const std::string& message, const web::Look& look,
         const std::string& user = "")
{
    cli::Event event{.level = level, .message = message, .trace_id = look.reference};
    if (!user.empty())
        event.fields.emplace_back("user", user);
    io.log.write(event);
}

/// What pages look like before the configuration is known.
web::Look plain_look(const enrollment::Arrival& arrival, cli::Io& io)
{
    std::array<unsigned char, 16> nonce{};
    io.random(nonce);
    return {.reference = arrival.trace_id, .nonce = encode_base64(nonce)};
}

Result<Secret> key_of(const config::Web& settings)
{
    TRY(config::require(settings.secret_file, "web", "secret_file"));
    return web::load_key(settings.secret_file);
}

web::Outcome unreadable(const web::Unreadable& why, const web::Look& look)
{
    auto outcome = web::refuse(why.status, why.text, why.log, look);
    if (why.status == 405)
        outcome.response.headers.emplace_back("Allow", "GET, HEAD, POST");
    return outcome;
}

web::Outcome outcome_of(const cli::Arguments& arguments, cli::Io& io,
                        const enrollment::Arrival& arrival, const PageAnswer& answer,
                        const PageTrouble& trouble)
{
    auto look = plain_look(arrival, io);
    const auto settings = load_settings(arguments, io);
    if (settings)
        dress(look, settings->web, web::accept_language_of(io.environment), io);
    auto request = web::read_request(io.environment,
                                     [&](std::size_t count) { return io.in.read_exactly(count); });
    if (!request) {
        if (!request.error().body_is_read)
            io.in.skip(cgi::unread_length(io.environment));
        return unreadable(request.error(), look);
    }
    look.host_theme = request->host_theme;
    auto key = settings ? key_of(settings->web) : Result<Secret>(settings.error());
    if (!key && settings && trouble)
        return trouble(*request, *settings, key.error(), look);
    if (!key)
        return web::refuse(500, "problem.trouble", key.error().message, look);
    const web::Visit visit{std::move(request).value(), std::move(look), std::move(key).value(),
                           arrival.now, io.random};
    return answer(visit, *settings, arrival);
}

} // namespace

Result<cli::Exit> run_page(const cli::Arguments& arguments, cli::Io& io, const PageAnswer& answer,
                           const PageTrouble& trouble)
{
    TRY(arguments.require_operands(0, 0, ""));
    if (!arguments.has("cgi"))
        return Error{Errc::usage, "this program answers a web server: --cgi is missing"};
    const enrollment::Arrival arrival{io.now(), cli::trace_id(arguments, io)};
    const auto outcome = outcome_of(arguments, io, arrival, answer, trouble);
    io.out << cgi::to_text(outcome.response, cgi::method(io.environment));
    web::Look look;
    look.reference = arrival.trace_id;
    if (!outcome.log.empty())
        log(io, outcome.good ? cli::Level::info : cli::Level::warning,
            (outcome.good ? "" : "refused: ") + outcome.log, look, outcome.user);
    return outcome.good ? cli::Exit::ok : cli::Exit::refused;
}

void dress(web::Look& look, const config::Web& settings, std::string_view accept_language,
           cli::Io& io)
{
    const std::string installed = cli::shared_files();
    const std::array folders{installed.empty() ? "" : installed + "/languages",
                             settings.languages_folder};
    auto translation = web::load_texts(folders, accept_language);
    look.texts = std::move(translation.texts);
    for (const std::string& problem : translation.problems)
        log(io, cli::Level::warning, problem, look);
    look.organisation = settings.organisation;
    look.help = settings.help;
    look.accent_color = settings.accent_color;
    if (settings.logo_file.empty())
        return;
    auto logo = web::load_logo(settings.logo_file);
    if (logo)
        look.logo = std::move(logo).value();
    else
        log(io, cli::Level::warning, logo.error().message, look);
}

Result<std::string> load_terms(const std::string& file, const web::Visit& visit)
{
    if (file.empty())
        return std::string();
    const auto path = web::translated_file(file, visit.request.accept_language);
    auto text = TRY(read_file(path, terms_limit));
    if (!is_utf8(text) || trim(text).empty())
        return Error{Errc::environment, path + ": this is no text in UTF-8"};
    return text;
}

} // namespace mdm::service
