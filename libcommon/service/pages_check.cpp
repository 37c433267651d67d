#include "core/file.h"
#include "core/text.h"
#include "service/config_checks.h"
#include "service/terms.h"
#include "web/seal.h"

#include <filesystem>

namespace mdm::service {
namespace {

constexpr std::size_t file_limit = 256U << 10;

bool serves_login(const config::Settings& settings)
{
    return !settings.login.throttle_file.empty();
}

bool serves_terms(const config::Settings& settings)
{
    return !settings.terms.text_file.empty();
}

void check_languages(const std::string& folder, Complaints& complaints)
{
    constexpr std::string_view where = "[web] languages_folder";
    std::error_code error;
    std::filesystem::directory_iterator files(folder, error);
    if (error)
        complaints.push_back(std::string(where) + ": " + folder + ": " + error.message());
    for (const auto& file : files) {
        if (file.path().extension() != ".lang")
            continue;
        const auto path = file.path().string();
        const auto text = read_file(path, file_limit);
        web::Texts texts;
        const auto good = text ? texts.apply(*text, "und") : Result<void>(text.error());
        if (!good)
            complaints.push_back(complaint(where, Error(good.error()).within(text ? path : "")));
        require_unchangeable(where, path, complaints);
    }
}

void check_text(std::string_view where, const std::string& path, Complaints& complaints)
{
    const auto text = read_file(path, file_limit);
    if (!text)
        complaints.push_back(complaint(where, text.error()));
    else if (!is_utf8(*text) || trim(*text).empty())
        complaints.push_back(std::string(where) + ": " + path + ": this is no text in UTF-8");
    require_unchangeable(where, path, complaints);
}

/// What a page cannot do without.
void check_needs(const Subject& subject, std::string_view page, Complaints& complaints)
{
    const auto& file = subject.settings.web.secret_file;
    if (const auto there = config::require(file, "web", "secret_file"); !there)
        complaints.push_back(std::string(page) + " is configured, and " +
                             complaint("", there.error()));
    if (!offers(subject, "Federated"))
        complaints.push_back(std::string(page) + " is configured, and [service] auth_policies does "
                                                 "not offer Federated: no device will come");
}

} // namespace

void check_web(const Subject& subject, Complaints& complaints)
{
    const config::Web& web = subject.settings.web;
    if (!web.secret_file.empty()) {
        if (const auto key = web::load_key(web.secret_file); !key)
            complaints.push_back(complaint("[web] secret_file", key.error()));
        require_unchangeable("[web] secret_file", web.secret_file, complaints);
    }
    if (!web.logo_file.empty()) {
        if (const auto logo = web::load_logo(web.logo_file); !logo)
            complaints.push_back(complaint("[web] logo_file", logo.error()));
        require_unchangeable("[web] logo_file", web.logo_file, complaints);
    }
    if (!web.languages_folder.empty())
        check_languages(web.languages_folder, complaints);
}

void check_login(const Subject& subject, Complaints& complaints)
{
    const config::Settings& settings = subject.settings;
    const config::Login& login = settings.login;
    if (!login.terms_file.empty())
        check_text("[login] terms_file", login.terms_file, complaints);
    if (!login.terms_file.empty() && !serves_login(settings))
        complaints.push_back("[login] has a terms_file and no throttle_file: the page of sign-in "
                             "signs nobody in [enrollkit.toml(5)]");
    if (!serves_login(settings))
        return;
    check_needs(subject, "[login]", complaints);
    require_writable("[login] throttle_file", login.throttle_file, complaints);
    if (login.apprus.empty())
        complaints.push_back("[login] apprus is empty: a token can go nowhere");
    if (settings.federated.key_file.empty())
        complaints.push_back("[login] is configured, and [federated] key_file is not: there is no "
                             "key to sign tokens with");
    if (const auto asked = config::require(settings.onpremise); !asked)
        complaints.push_back("[login] is configured, and nobody checks passwords: " +
                             complaint("", asked.error()));
}

void check_terms(const Subject& subject, Complaints& complaints)
{
    const config::Settings& settings = subject.settings;
    for (const auto& issuer : settings.federated.issuers)
        if (issuer.terms_required && !serves_terms(settings))
            complaints.push_back("[federated.issuers] " + issuer.jwk_set +
                                 ": terms_required, and [terms] text_file is not configured: "
                                 "nobody can accept them");
    if (!serves_terms(settings))
        return;
    check_needs(subject, "[terms]", complaints);
    check_text("[terms] text_file", settings.terms.text_file, complaints);
    if (settings.terms.redirect_uris.empty())
        complaints.push_back("[terms] redirect_uris is empty: an answer can go nowhere");
    if (settings.federated.issuers.empty())
        complaints.push_back("[terms] is configured, and there are no [[federated.issuers]]: "
                             "Entra's tokens are refused");
}

} // namespace mdm::service
