#include "web/login.h"

#include "core/text.h"
#include "web/login_page.h"
#include "web/seal.h"
#include "web/target.h"
#include "web/throttle.h"

#include <array>

namespace mdm::web {
namespace {

using Kind = SignInFailure::Kind;

constexpr std::size_t longest_user = 256;
constexpr std::size_t longest_password = 512;

/// What the user filled in.
struct Entered {
    std::string user;
    Secret password;
    std::string seal;
    bool accepted = false;
};

Result<Entered> entered_in(const Fields& form)
{
    Entered entered;
    auto user = TRY(form.text("user"));
    entered.user = trim(user); // keyboards of phones put a space behind a word
    entered.password = Secret(TRY(form.text("password")));
    entered.seal = TRY(form.text("form"));
    const auto accept = TRY(form.text("accept"));
    entered.accepted = accept == "yes";
    if (entered.user.size() > longest_user || printable(entered.user) != entered.user ||
        entered.password.reveal().size() > longest_password)
        return Error{Errc::malformed, "the user name or the password cannot be one"};
    return entered;
}

class Login {
public:
    Login(const Visit& visit, const config::Login& settings, const std::string& terms,
          const SignIn& sign_in, Target target)
        : visit_(visit), settings_(settings), terms_(terms), sign_in_(sign_in),
          target_(std::move(target)), browser_(browser_of(visit))
    {
    }

    Outcome show(LoginForm form, int status = 200) const
    {
        form.seal = seal(visit_.key, purpose(), "", visit_.now + settings_.form_lifetime);
        form.terms = terms_;
        Page page = login_page(form, visit_.look);
        page.status = status;
        auto response = to_response(page, visit_.look);
        response.headers.push_back(cookie_header(browser_));
        return {std::move(response)};
    }

    Outcome take(const Entered& entered) const
    {
        LoginForm form{.user = entered.user, .accepted = entered.accepted};
        // Without a cookie there is nothing that the seal could be bound to.
        const auto sealed = unseal(visit_.key, purpose(), entered.seal, visit_.now);
        if (visit_.request.browser.empty() || !sealed) {
            form.problem = "login.no_cookie";
            return refused(show(std::move(form), 403), "the form is not one of this browser", "");
        }
        if (sealed->expired) {
            form.problem = "login.expired";
            return show(std::move(form));
        }
        form.user_problem = entered.user.empty() ? "login.no_user" : "";
        form.password_problem = entered.password.empty() ? "login.no_password" : "";
        form.accept_problem = terms_.empty() || entered.accepted ? "" : "login.no_accept";
        const bool whole = form.user_problem.empty() && form.password_problem.empty() &&
                           form.accept_problem.empty();
        return whole ? sign_in(entered, std::move(form)) : show(std::move(form));
    }

private:
    /// A form is good for one browser and one address.
    [[nodiscard]] std::string purpose() const { return "login " + browser_ + " " + target_.url; }

    static Outcome refused(Outcome outcome, const std::string& log, const std::string& user)
    {
        outcome.good = false;
        outcome.log = log;
        outcome.user = user;
        return outcome;
    }

    Outcome sign_in(const Entered& entered, LoginForm form) const
    {
        const std::array counted{Counted{"user:" + to_lower(entered.user),
                                         settings_.attempts_per_user, settings_.window},
                                 Counted{"address:" + visit_.request.address,
                                         settings_.attempts_per_address, settings_.window}};
        auto throttle = Throttle::open(settings_.throttle_file, visit_.key);
        auto wait = throttle ? throttle->take(counted, visit_.now)
                             : Result<std::chrono::seconds>(throttle.error());
        if (!wait)
            return refuse(500, "problem.trouble", wait.error().message, visit_.look);
        if (wait->count() > 0)
            return throttled(*wait, entered.user);
        const auto token = sign_in_(entered.user, entered.password);
        if (!token)
            return failed(token.error(), std::move(form));
        // An attempt that was right counts against nobody; a file that fails now changes nothing.
        const auto given_back = throttle->give_back(counted, visit_.now);
        return {
            to_response(handover_page(target_.url, target_.source, token->reveal(), visit_.look),
                        visit_.look),
            given_back.has_value(),
            given_back ? "signed in" : "signed in; " + given_back.error().message, entered.user};
    }

    Outcome failed(const SignInFailure& failure, LoginForm form) const
    {
        form.problem = failure.kind == Kind::wrong           ? "login.wrong"
                       : failure.kind == Kind::not_permitted ? "login.not_permitted"
                                                             : "login.unavailable";
        const std::string user = form.user;
        return refused(show(std::move(form)), failure.log, user);
    }

    [[nodiscard]] Outcome throttled(std::chrono::seconds wait, const std::string& user) const
    {
        const Texts& texts = visit_.look.texts;
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
        const std::string number = std::to_string(minutes);
        const std::string time = minutes == 1
                                     ? texts.text("throttled.minute")
                                     : texts.text("throttled.minutes", {{"number", number}});
        auto response = problem_page(
            429, "throttled.title", texts.text("throttled.text", {{"minutes", time}}), visit_.look);
        response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
        return refused({std::move(response)}, "there were too many attempts to sign in", user);
    }

    const Visit& visit_;
    const config::Login& settings_;
    const std::string& terms_;
    const SignIn& sign_in_;
    Target target_;
    std::string browser_;
};

/// The user that a device says will sign in; nothing of it is believed.
Result<std::string> hint_of(const Fields& query)
{
    const auto hint = TRY(query.text("login_hint"));
    if (hint.size() > longest_user || printable(hint) != hint)
        return Error{Errc::malformed, "login_hint cannot be a user name"};
    return hint;
}

} // namespace

Outcome serve_login(const Visit& visit, const config::Login& settings, const std::string& terms,
                    const SignIn& sign_in)
{
    const Request& request = visit.request;
    const auto appru = request.query.text("appru");
    const auto hint = hint_of(request.query);
    if (!appru || !hint)
        return refuse(400, "problem.request", (appru ? hint : appru).error().message, visit.look);
    auto target = find_target(*appru, settings.apprus);
    if (!target)
        return refuse(400, "problem.address", "appru: " + target.error().message, visit.look);
    const Login login(visit, settings, terms, sign_in, std::move(target).value());
    if (request.method != cgi::Method::post)
        return login.show({.user = *hint});
    const auto entered = entered_in(request.form);
    if (!entered)
        return refuse(400, "problem.request", entered.error().message, visit.look);
    return login.take(*entered);
}

} // namespace mdm::web
