#include "web/login.h"

#include "web/throttle.h"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

using namespace mdm;
using namespace mdm::web;
using namespace std::chrono_literals;

namespace {

const Time now = parse_time("2026-11-24T08:00:00Z").value();
const std::string app = "appru=ms-app%3A%2F%2Fx";

/// A page with one user, alice, whose password is "right".
struct Site {
    Site() { settings.throttle_file = "/tmp/login_test_" + std::to_string(::getpid()); }
    ~Site() { ::unlink(settings.throttle_file.c_str()); }

    Outcome serve(const std::string& query, const std::string& form = "",
                  const std::string& browser = "") const
    {
        const Visit visit{{.method = form.empty() ? cgi::Method::get : cgi::Method::post,
                           .query = parse_form(query).value(),
                           .form = parse_form(form).value(),
                           .browser = browser,
                           .address = address},
                          {.reference = "t-1", .nonce = "N"},
                          Secret(std::string(32, 'k')),
                          at,
                          [this](std::span<unsigned char> bytes) {
                              for (auto& byte : bytes)
                                  byte = static_cast<unsigned char>(drawn);
                          }};
        return serve_login(visit, settings, terms, [](auto& user, auto& password) {
            using Answer = Result<Secret, SignInFailure>;
            if (user == "bob")
                return Answer(SignInFailure{SignInFailure::Kind::unavailable, "no server"});
            return user == "alice" && password.reveal() == "right"
                       ? Answer(Secret("TOKEN"))
                       : Answer(SignInFailure{SignInFailure::Kind::wrong, "wrong"});
        });
    }

    static std::string cut(const std::string& text, const std::string& before, char end)
    {
        const auto from = text.find(before) + before.size();
        return text.substr(from, text.find(end, from) - from);
    }

    static std::string browser_of(const Outcome& page)
    {
        return cut(page.response.headers.back().second, "enrollkit=", ';');
    }

    static std::string seal_of(const Outcome& page)
    {
        return cut(page.response.body, "name=\"form\" value=\"", '"');
    }

    /// A form that was opened and is sent, with these fields.
    Outcome send(const std::string& fields) const
    {
        const auto page = serve(app);
        return serve(app, "form=" + seal_of(page) + "&" + fields, browser_of(page));
    }

    config::Login settings = {};
    std::string terms = {};
    std::string address = "192.0.2.1";
    Time at = now;
    int drawn = 1;
};

bool has(const Outcome& outcome, const std::string& text)
{
    return outcome.response.body.find(text) != std::string::npos;
}

std::string header(const Outcome& outcome, std::string_view name)
{
    for (const auto& [known, value] : outcome.response.headers)
        if (known == name)
            return value;
    return "";
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(login_test, Site)

BOOST_AUTO_TEST_CASE(shows_a_form_with_the_user_that_the_device_names)
{
    const auto page = serve(app + "&login_hint=alice%40example.com");
    BOOST_TEST(page.response.status == 200);
    BOOST_TEST(has(page, "value=\"alice@example.com\""));
    BOOST_TEST(!has(page, "<script"));
    BOOST_TEST(header(page, "Content-Security-Policy") ==
               "default-src 'none'; style-src 'nonce-N'; img-src data:; form-action 'self'; "
               "frame-ancestors 'none'; base-uri 'none'");
    BOOST_TEST(header(page, "Cache-Control") == "no-store");
    BOOST_TEST(
        header(page, "Set-Cookie") ==
        "__Host-enrollkit=AQEBAQEBAQEBAQEBAQEBAQ; Path=/; Secure; HttpOnly; SameSite=Strict");
}

BOOST_AUTO_TEST_CASE(the_right_password_yields_the_form_with_the_token)
{
    const auto page = send("user=+alice+&password=right");
    BOOST_TEST(page.response.status == 200);
    BOOST_TEST(page.good);
    BOOST_TEST(page.user == "alice");
    BOOST_TEST(has(page, "<form method=\"post\" action=\"ms-app://x\">"));
    BOOST_TEST(has(page, "<input type=\"hidden\" name=\"wresult\" value=\"TOKEN\">"));
    BOOST_TEST(header(page, "Content-Security-Policy")
                   .find("script-src 'nonce-N'; form-action ms-app:;") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_wrong_password_yields_the_form_again)
{
    const auto page = send("user=alice&password=secret-word");
    BOOST_TEST(page.response.status == 200); // another one would end the browser control
    BOOST_TEST(!page.good);
    BOOST_TEST(has(page, "role=\"alert\""));
    BOOST_TEST(!has(page, "secret-word"));
    BOOST_TEST(!has(page, "wresult"));
    BOOST_TEST(page.log.find("secret-word") == std::string::npos);
    BOOST_TEST(has(send("user=bob&password=right"), "cannot be checked just now"));
}

BOOST_AUTO_TEST_CASE(each_empty_field_is_told)
{
    terms = "Be nice.";
    const auto page = send("user=&password=");
    for (const char* id : {"user-problem", "password-problem", "accept-problem"}) {
        BOOST_TEST(has(page, "<p class=\"error\" id=\"" + std::string(id) + "\">"), id);
        BOOST_TEST(has(page, std::string(id) + "\""), id);
    }
    BOOST_TEST(!has(send("user=alice&password=right"), "wresult"));
    BOOST_TEST(has(send("user=alice&password=right&accept=yes"), "wresult"));
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_allowed_gets_nothing)
{
    for (const char* query : {"", "appru=https%3A%2F%2Fevil.example", "appru=javascript%3Aalert(1)",
                              "appru=ms-app%3A%2F%2Fx&appru=ms-app%3A%2F%2Fx"}) {
        const auto page = serve(query);
        BOOST_TEST(page.response.status == 400, query);
        BOOST_TEST(!has(page, "<form"), query);
        BOOST_TEST(!has(page, "evil"), query);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_reflected_as_markup)
{
    const auto page = serve(app + "&login_hint=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    BOOST_TEST(!has(page, "<script"));
    BOOST_TEST(has(page, "value=\"&quot;&gt;&lt;script&gt;"));
    settings.apprus = {"ms-app"};
    BOOST_TEST(!has(send("user=%3Cb%3E&password=x"), "<b>"));
}

BOOST_AUTO_TEST_CASE(a_form_is_good_for_one_browser_one_address_and_a_while)
{
    const auto page = serve(app);
    const std::string form = "form=" + seal_of(page) + "&user=alice&password=right";
    BOOST_TEST(has(serve(app, form, browser_of(page)), "wresult"));
    BOOST_TEST(serve(app, form, "").response.status == 403);
    BOOST_TEST(serve(app, form, "AgICAgICAgICAgICAgICAg").response.status == 403);
    BOOST_TEST(serve(app + "y", form, browser_of(page)).response.status == 403);
    BOOST_TEST(serve(app, "user=alice&password=right", browser_of(page)).response.status == 403);
    at = now + 30min;
    const auto late = serve(app, form, browser_of(page));
    BOOST_TEST(late.response.status == 200);
    BOOST_TEST(!has(late, "wresult"));
    BOOST_TEST(has(late, "open for too long"));
}

BOOST_AUTO_TEST_CASE(guessing_is_throttled_by_user)
{
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(send("user=alice&password=" + std::to_string(i)).response.status == 200);
    const auto page = send("user=ALICE&password=right");
    BOOST_TEST(page.response.status == 429);
    BOOST_TEST(header(page, "Retry-After") == "180");
    BOOST_TEST(has(page, "Try again in 3 minutes."));
    address = "192.0.2.2";
    BOOST_TEST(send("user=alice&password=right").response.status == 429);
    at = now + 3min;
    BOOST_TEST(has(send("user=alice&password=right"), "wresult"));
}

BOOST_AUTO_TEST_CASE(guessing_is_throttled_by_address)
{
    settings.attempts_per_address = 3;
    for (const char* user : {"u1", "u2", "u3"})
        BOOST_TEST(send("user=" + std::string(user) + "&password=x").response.status == 200);
    BOOST_TEST(send("user=alice&password=right").response.status == 429);
    address = "192.0.2.2";
    BOOST_TEST(has(send("user=alice&password=right"), "wresult"));
}

BOOST_AUTO_TEST_CASE(a_sign_in_that_is_right_is_not_counted)
{
    for (int i = 0; i < 20; ++i)
        BOOST_TEST(has(send("user=alice&password=right"), "wresult"));
}

BOOST_AUTO_TEST_CASE(without_a_count_nobody_gets_in)
{
    settings.throttle_file = "/nowhere/at/all";
    const auto page = send("user=alice&password=right");
    BOOST_TEST(page.response.status == 500);
    BOOST_TEST(!has(page, "wresult"));
}

BOOST_AUTO_TEST_CASE(values_that_are_too_long_are_refused)
{
    BOOST_TEST(send("user=" + std::string(257, 'x') + "&password=x").response.status == 400);
    BOOST_TEST(send("user=x&password=" + std::string(513, 'x')).response.status == 400);
    BOOST_TEST(serve(app + "&login_hint=" + std::string(257, 'x')).response.status == 400);
}

BOOST_AUTO_TEST_SUITE_END()
