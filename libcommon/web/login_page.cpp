#include "web/login_page.h"

namespace mdm::web {
namespace {

constexpr Markup form_pattern = R"html(<p class="lead">{{lead}}</p>
{{problem}}<form method="post">
<input type="hidden" name="form" value="{{seal}}">
<div class="field">
<label for="user">{{user_label}}</label>
<input id="user" name="user" type="text" value="{{user}}" maxlength="256" required
 autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false"
 inputmode="email" aria-describedby="user-hint{{user_described}}"{{user_state}}>
<p class="hint" id="user-hint">{{user_hint}}</p>
{{user_problem}}</div>
<div class="field">
<label for="password">{{password_label}}</label>
<input id="password" name="password" type="password" maxlength="512" required
 autocomplete="current-password"{{password_state}}>
{{password_problem}}</div>
{{terms}}<button type="submit">{{submit}}</button>
</form>
)html";

constexpr Markup terms_pattern = R"html(<h2 id="terms-title">{{title}}</h2>
<div class="terms" role="region" aria-labelledby="terms-title" tabindex="0">
{{text}}</div>
<div class="field">
<div class="accept">
<input id="accept" name="accept" type="checkbox" value="yes" required{{state}}>
<label for="accept">{{accept}}</label>
</div>
{{problem}}</div>
)html";

constexpr Markup handover_pattern = R"html(<p class="lead">{{lead}}</p>
<form method="post" action="{{url}}">
<input type="hidden" name="wresult" value="{{token}}">
<button type="submit">{{submit}}</button>
</form>
)html";

constexpr Markup send_at_once =
    R"html(<script nonce="{{nonce}}">document.forms[0].submit();</script>
)html";

/// What is wrong with a field, below it; its id is that of the field and "-problem".
Html field_problem(Markup pattern, std::string_view key, const Look& look)
{
    return key.empty() ? Html() : fill(pattern, {{"text", look.texts.text(key)}});
}

Html problem_of(const LoginForm& form, const Look& look)
{
    const bool fields = !form.user_problem.empty() || !form.password_problem.empty() ||
                        !form.accept_problem.empty();
    if (form.problem.empty() && !fields)
        return {};
    const std::string_view key = form.problem.empty() ? "login.problem" : form.problem;
    return fill(R"html(<div class="problem" id="problem" role="alert"><p>{{text}}</p></div>
)html",
                {{"text", look.texts.text(key)}});
}

Html terms_of(const LoginForm& form, const Look& look)
{
    if (form.terms.empty())
        return {};
    Html state;
    if (form.accepted)
        state += Html::of(" checked");
    if (!form.accept_problem.empty())
        state += Html::of(R"( aria-invalid="true" aria-describedby="accept-problem")");
    return fill(terms_pattern,
                {{"title", look.texts.text("login.terms")},
                 {"text", paragraphs_of(form.terms)},
                 {"state", state},
                 {"accept", look.texts.text("login.accept")},
                 {"problem", field_problem(R"html(<p class="error" id="accept-problem">{{text}}</p>
)html",
                                           form.accept_problem, look)}});
}

/// The attributes of the user's field: the focus goes to what is to be filled in.
Html user_state(const LoginForm& form)
{
    Html state;
    if (!form.user_problem.empty())
        state += Html::of(R"( aria-invalid="true")");
    if (form.user.empty() || !form.user_problem.empty())
        state += Html::of(" autofocus");
    return state;
}

Html password_state(const LoginForm& form)
{
    Html state;
    if (!form.password_problem.empty())
        state += Html::of(R"( aria-invalid="true" aria-describedby="password-problem")");
    else if (!form.problem.empty())
        state += Html::of(R"( aria-invalid="true" aria-describedby="problem")");
    if (!form.user.empty() && form.user_problem.empty())
        state += Html::of(" autofocus");
    return state;
}

} // namespace

Page login_page(const LoginForm& form, const Look& look)
{
    const Texts& texts = look.texts;
    const std::string lead =
        look.organisation.empty()
            ? texts.text("login.lead")
            : texts.text("login.lead_for", {{"organisation", look.organisation}});
    const bool user_wrong = !form.user_problem.empty();
    return {.title = texts.text("login.title"),
            .body = fill(form_pattern,
                         {{"lead", lead},
                          {"problem", problem_of(form, look)},
                          {"seal", form.seal},
                          {"user_label", texts.text("login.user")},
                          {"user", form.user},
                          {"user_described", user_wrong ? " user-problem" : ""},
                          {"user_state", user_state(form)},
                          {"user_hint", texts.text("login.user_hint")},
                          {"user_problem",
                           field_problem(R"html(<p class="error" id="user-problem">{{text}}</p>
)html",
                                         form.user_problem, look)},
                          {"password_label", texts.text("login.password")},
                          {"password_state", password_state(form)},
                          {"password_problem",
                           field_problem(R"html(<p class="error" id="password-problem">{{text}}</p>
)html",
                                         form.password_problem, look)},
                          {"terms", terms_of(form, look)},
                          {"submit", texts.text("login.submit")}})};
}

Page handover_page(const std::string& url, const std::string& source, const std::string& token,
                   const Look& look)
{
    const Texts& texts = look.texts;
    return {.title = texts.text("done.title"),
            .body = fill(handover_pattern, {{"lead", texts.text("done.lead")},
                                            {"url", url},
                                            {"token", token},
                                            {"submit", texts.text("done.submit")}}),
            .form_target = source,
            .goes_to_target_at_once = true,
            .script = fill(send_at_once, {{"nonce", look.nonce}})};
}

} // namespace mdm::web
