#include "device/web_sign_in.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

namespace {

const std::string home = "<form method=post action='ms-app://windows.immersivecontrolpanel'>"
                         "<input type=hidden name=wresult value='T.o.k'></form>";
const std::string login = "<form method=post><input type=hidden name=seal value='s 1'>"
                          "<input name=user><input type=password name=pw>"
                          "<input type=checkbox name=accept value=yes></form>";

/// A site that gives these answers, one after the other, and what it was asked.
struct Site {
    std::vector<HttpAnswer> answers;
    std::string asked = {};

    Result<Secret> walk(const std::string& url = "https://id.example.com/in?x=1")
    {
        std::size_t next = 0;
        return sign_in(url, "a b@example.com", Secret("p&w"), [&](const HttpRequest& request) {
            asked += (request.body ? "POST " : "GET ") + request.url +
                     (request.cookie.empty() ? "" : " [" + request.cookie + "]") +
                     (request.body ? " " + std::string(*request.body) : "") + "\n";
            if (next == answers.size())
                return Result<HttpAnswer>(Error{Errc::environment, "no more answers"});
            return Result<HttpAnswer>(answers[next++]);
        });
    }
    std::string why() { return walk().error().message; }
};

HttpAnswer page(const std::string& body, int status = 200)
{
    return {.status = status, .body = body};
}

HttpAnswer redirect(const std::string& location)
{
    return {.status = 302, .location = location};
}

const std::string first = "GET https://id.example.com/in?x=1&appru=ms-app%3A%2F%2Fwindows."
                          "immersivecontrolpanel&login_hint=a%20b%40example.com\n";

} // namespace

BOOST_AUTO_TEST_SUITE(web_sign_in_test)

BOOST_AUTO_TEST_CASE(fills_the_form_in_and_takes_the_token)
{
    Site site{{page(login), page(home)}};
    site.answers[0].cookies = {"sid=1; Path=/; Secure", "broken"};
    BOOST_TEST(site.walk()->reveal() == "T.o.k");
    BOOST_TEST(site.asked ==
               first + "POST " + first.substr(4, first.size() - 5) +
                   " [sid=1] seal=s%201&user=a%20b%40example.com&pw=p%26w&accept=yes\n");
}

BOOST_AUTO_TEST_CASE(follows_redirects_and_keeps_cookies_to_their_origin)
{
    Site site{{redirect("https://other.example.com/a/b"), redirect("c?d"), page(home)}};
    site.answers[0].cookies = {"one=1"};
    site.answers[1].cookies = {"two=2"};
    BOOST_TEST(site.walk()->reveal() == "T.o.k");
    BOOST_TEST(site.asked == first + "GET https://other.example.com/a/b\n"
                                     "GET https://other.example.com/a/c?d [two=2]\n");
}

BOOST_AUTO_TEST_CASE(says_why_it_came_to_nothing)
{
    BOOST_TEST((Site{{page(login), page("<p role=alert>Wrong.</p>" + login)}}.why()) ==
               "the page of sign-in asks once more: Wrong.");
    BOOST_TEST((Site{{page("<p role=alert>Go away.", 429)}}.why()) ==
               "the page of sign-in, with HTTP status 429, has no form to go on with: Go away.");
    BOOST_TEST((Site{{page("hello")}}.why()) ==
               "the page of sign-in, with HTTP status 200, has no form to go on with");
    BOOST_TEST((Site{{redirect("http://id.example.com/")}}.why()) ==
               "the page of sign-in leads to http://id.example.com/, expected an https URL");
    BOOST_TEST((Site{{page("<form><input type=password name=p>")}}.why()) ==
               "the page of sign-in sends the password in a URL");
    BOOST_TEST((Site{{page("<form action=ms-app://windows.immersivecontrolpanel>")}}.why()) ==
               "the form for the device has no wresult");
    BOOST_TEST((Site{std::vector<HttpAnswer>(20, redirect("/again"))}.why()) ==
               "the sign-in has no end");
    BOOST_TEST(Site{{}}.why() == "no more answers");
}

BOOST_AUTO_TEST_CASE(gives_the_password_to_https_alone)
{
    Site site{{page("<form method=post action='http://id.example.com/'>"
                    "<input type=password name=p>")}};
    BOOST_TEST(!site.walk().has_value());
    BOOST_TEST(site.asked == first);
}

BOOST_AUTO_TEST_SUITE_END()
