#include "web/terms_page.h"

namespace mdm::web {
namespace {

constexpr Markup pattern = R"html(<p class="lead">{{lead}}</p>
<div class="terms" role="region" aria-label="{{title}}" tabindex="0">
{{text}}</div>
<form method="post">
<input type="hidden" name="form" value="{{seal}}">
{{user}}<div class="buttons">
<button type="submit" name="answer" value="accept">{{accept}}</button>
{{decline}}</div>
</form>
)html";

constexpr Markup decline_pattern =
    R"html(<button class="second" type="submit" name="answer" value="decline">{{decline}}</button>
)html";

std::string lead_of(const TermsForm& form, const Look& look)
{
    const Texts& texts = look.texts;
    if (look.organisation.empty())
        return texts.text(form.join ? "terms.join" : "terms.lead");
    return texts.text(form.join ? "terms.join_for" : "terms.lead_for",
                      {{"organisation", look.organisation}});
}

} // namespace

Page terms_page(const TermsForm& form, const std::string& source, const Look& look)
{
    const Texts& texts = look.texts;
    const Html user = form.user.empty()
                          ? Html()
                          : fill("<p class=\"signed-in\">{{user}}</p>\n",
                                 {{"user", texts.text("terms.user", {{"user", form.user}})}});
    const Html decline =
        form.join ? Html() : fill(decline_pattern, {{"decline", texts.text("terms.decline")}});
    return {.title = texts.text("terms.title"),
            .body = fill(pattern, {{"lead", lead_of(form, look)},
                                   {"title", texts.text("terms.title")},
                                   {"text", paragraphs_of(form.text)},
                                   {"seal", form.seal},
                                   {"user", user},
                                   {"accept", texts.text("terms.accept")},
                                   {"decline", decline}}),
            .form_target = source,
            .wide = true};
}

} // namespace mdm::web
