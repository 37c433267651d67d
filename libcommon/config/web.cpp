#include "config/web.h"

#include "config/readers.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::config {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_scheme(std::string_view text)
{
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") ==
               std::string_view::npos;
}

/// Whether an address that users are sent to can be allowed: a scheme that is an application's, of
/// any host; https with its host alone; nothing that a browser runs or reads by itself.
bool can_be_allowed(const std::string& entry)
{
    const std::string text = to_lower(entry);
    const auto mark = text.find("://");
    const auto scheme = text.substr(0, mark);
    if (!is_scheme(scheme) ||
        is_one_of(scheme, {"http", "ws", "wss", "ftp", "file", "data", "javascript", "vbscript",
                           "blob", "about", "filesystem", "view-source"}))
        return false;
    if (mark == std::string::npos)
        return scheme != "https";
    const auto host = text.substr(mark + 3);
    return !host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._:[]") ==
                                std::string::npos;
}

void read_allowed(Table& table, std::string_view key, std::vector<std::string>& entries)
{
    table.read(key, entries);
    if (!std::all_of(entries.begin(), entries.end(), can_be_allowed))
        table.fail(key, "an array of \"SCHEME\" and \"SCHEME://HOST\"; https needs a host");
}

bool is_color(std::string_view text)
{
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

} // namespace

Result<Web> read_web(Table table)
{
    Web web;
    table.read("organisation", web.organisation);
    table.read_path("logo_file", web.logo_file);
    table.read("help", web.help);
    table.read("accent_color", web.accent_color);
    if (!is_color(web.accent_color))
        table.fail("accent_color", "\"#RRGGBB\", hexadecimal");
    table.read_path("languages_folder", web.languages_folder);
    table.read_path("secret_file", web.secret_file);
    TRY(table.finish());
    return web;
}

Result<Login> read_login(Table table)
{
    Login login;
    read_allowed(table, "apprus", login.apprus);
    table.read_path("terms_file", login.terms_file);
    table.read_path("throttle_file", login.throttle_file);
    table.read_number("attempts_per_user", login.attempts_per_user, 1, 1000);
    table.read_number("attempts_per_address", login.attempts_per_address, 1, 10'000);
    table.read_duration("window_minutes", login.window, 1, 24 * 60);
    table.read_duration("form_minutes", login.form_lifetime, 1, 24 * 60);
    TRY(table.finish());
    return login;
}

Result<Terms> read_terms(Table table)
{
    Terms terms;
    table.read_path("text_file", terms.text_file);
    read_allowed(table, "redirect_uris", terms.redirect_uris);
    table.read_duration("form_minutes", terms.form_lifetime, 1, 24 * 60);
    table.read_duration("acceptance_minutes", terms.acceptance_lifetime, 1, 30 * 24 * 60);
    TRY(table.finish());
    return terms;
}

} // namespace mdm::config
