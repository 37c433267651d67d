#include "device/web_sign_in.h"

#include "core/text.h"
#include "core/url.h"
#include "device/html_form.h"

#include <algorithm>
#include <map>

namespace mdm::device {
namespace {

constexpr std::string_view appru = "ms-app://windows.immersivecontrolpanel";
constexpr std::string_view clause = "MS-MDE2 3.2";
constexpr int most_pages = 8;

/// An address as a page names it, from the address of the page.
Result<std::string> resolved(const std::string& address, const std::string& page)
{
    if (address.empty())
        return page;
    if (address.find("://") != std::string::npos)
        return address;
    const auto base = TRY(parse_url(page));
    if (address.starts_with("//"))
        return base.scheme + ":" + address;
    if (address.starts_with('/'))
        return base.origin + address;
    const auto path = base.path.substr(0, base.path.find('?'));
    if (address.starts_with('?'))
        return base.origin + path + address;
    return base.origin + path.substr(0, path.rfind('/') + 1) + address;
}

std::string with_query(const std::string& url, const std::string& fields)
{
    return url + (url.find('?') == std::string::npos ? "?" : "&") + fields;
}

bool asks_for_password(const HtmlForm& form)
{
    return std::ranges::any_of(form.fields,
                               [](const HtmlField& field) { return field.type == "password"; });
}

bool leads_home(const HtmlForm& form)
{
    return equal_ignoring_case(form.action, appru) ||
           equal_ignoring_case(form.action, std::string(appru) + "/");
}

class Walk {
public:
    Walk(const std::string& user, const Secret& password, const Browse& browse)
        : user_(user), password_(password), browse_(browse)
    {
    }

    Result<Secret> from(const std::string& url)
    {
        auto answer = TRY(open(url));
        while (true) {
            const auto forms = read_forms(answer.body);
            if (const auto home = std::ranges::find_if(forms, leads_home); home != forms.end())
                return token_in(*home);
            const auto form = std::ranges::find_if(forms, asks_for_password);
            if (form == forms.end())
                return nowhere(answer);
            if (filled_)
                return Error{Errc::refused, "the page of sign-in asks once more: " +
                                                printable(alert_of(answer.body))};
            answer = TRY(send(*form));
        }
    }

private:
    Result<HttpAnswer> open(const std::string& url) { return follow(ask({.url = url})); }

    /// Goes where an answer redirects to.
    Result<HttpAnswer> follow(Result<HttpAnswer> answer)
    {
        while (answer && answer->status >= 300 && answer->status < 400 && answer->location) {
            const auto next = TRY(resolved(*answer->location, page_));
            answer = ask({.url = next});
        }
        return answer;
    }

    Result<HttpAnswer> ask(HttpRequest request)
    {
        if (++pages_ > most_pages)
            return Error{Errc::refused, "the sign-in has no end", clause};
        const auto url = TRY(parse_url(request.url));
        if (url.scheme != "https")
            return Error{Errc::refused,
                         "the page of sign-in leads to " + printable(request.url) +
                             ", expected an https URL",
                         clause};
        auto& cookies = cookies_[url.origin];
        for (const auto& [name, value] : cookies)
            request.cookie += (request.cookie.empty() ? "" : "; ") + name + "=" + value;
        auto answer = TRY(browse_(request));
        page_ = request.url;
        for (const std::string& cookie : answer.cookies) {
            const auto equals = std::min(cookie.find('='), cookie.size());
            if (cookies.size() < 32 && equals > 0 && equals < cookie.size())
                cookies[std::string(trim(cookie.substr(0, equals)))] =
                    trim(cookie.substr(equals + 1, cookie.find(';') - equals - 1));
        }
        return answer;
    }

    Result<HttpAnswer> send(const HtmlForm& form)
    {
        filled_ = true;
        const auto action = TRY(resolved(form.action, page_));
        if (!form.post)
            return Error{Errc::refused, "the page of sign-in sends the password in a URL", clause};
        std::string body = fill(form);
        auto answer =
            ask({.url = action, .body = body, .content_type = "application/x-www-form-urlencoded"});
        wipe(body);
        return follow(std::move(answer));
    }

    [[nodiscard]] std::string fill(const HtmlForm& form) const
    {
        std::string body;
        bool user_is_in = false;
        const auto add = [&](const std::string& name, const std::string& value) {
            std::string encoded = percent_encode(value);
            body += (body.empty() ? "" : "&") + percent_encode(name) + "=" + encoded;
            wipe(encoded);
        };
        for (const auto& [name, value, type] : form.fields) {
            const bool asks_name = type == "text" || type == "email";
            if (name.empty() || type == "button" || type == "reset" || type == "submit")
                continue;
            if (type == "password")
                add(name, password_.reveal());
            else if (asks_name && !user_is_in)
                add(name, user_);
            else
                add(name, type == "checkbox" && value.empty() ? "on" : value);
            user_is_in = user_is_in || asks_name;
        }
        return body;
    }

    static Result<Secret> token_in(const HtmlForm& form)
    {
        for (const auto& [name, value, type] : form.fields)
            if (name == "wresult" && !value.empty())
                return Secret(value);
        return Error{Errc::malformed, "the form for the device has no wresult", clause};
    }

    static Error nowhere(const HttpAnswer& answer)
    {
        const std::string why = printable(alert_of(answer.body));
        return {answer.status == 200 ? Errc::malformed : Errc::refused,
                "the page of sign-in, with HTTP status " + std::to_string(answer.status) +
                    ", has no form to go on with" + (why.empty() ? "" : ": " + why),
                clause};
    }

    const std::string& user_;
    const Secret& password_;
    const Browse& browse_;
    std::string page_;
    std::map<std::string, std::map<std::string, std::string>> cookies_; ///< by origin
    int pages_ = 0;
    bool filled_ = false;
};

} // namespace

Result<Secret> sign_in(const std::string& url, const std::string& user, const Secret& password,
                       const Browse& browse)
{
    const std::string fields =
        "appru=" + percent_encode(appru) + "&login_hint=" + percent_encode(user);
    return Walk(user, password, browse).from(with_query(url, fields));
}

} // namespace mdm::device
