#include "invite/page.h"

namespace mdm::invite {
namespace {

using web::Html;
using web::Markup;

constexpr Markup frame = R"html(<!DOCTYPE html>
<html lang="{{language}}" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{{title}}</title>
<style>
:root { --accent: {{accent}}; --on-accent: {{on_accent}}; }
{{style}}{{print_style}}</style>
</head>
<body>
<main class="wide">
<div class="brand">{{brand}}</div>
<h1>{{title}}</h1>
<p class="lead">{{lead}}</p>
<div class="invitation">
<div class="code">
<svg role="img" aria-label="{{code_label}}" viewBox="0 0 {{side}} {{side}}"
 shape-rendering="crispEdges">
<rect width="{{side}}" height="{{side}}" fill="#fff"/>
<path fill="#000" d="{{path}}"/>
</svg>
</div>
<ol>
<li>{{open}}
<a class="button" href="{{link}}">{{button}}</a></li>
<li>{{confirm}}</li>
<li>{{sign_in}}</li>
<li>{{done}}</li>
</ol>
</div>
{{by_hand}}<h2>{{link_title}}</h2>
<p class="link">{{link}}</p>
</main>
<footer>
{{help}}</footer>
</body>
</html>
)html";

constexpr Markup print_style = R"css(
.invitation { display: flex; flex-wrap: wrap; gap: 1.5rem 2rem; align-items: flex-start; }
.code { flex: 0 0 13rem; }
.code svg { display: block; width: 13rem; height: 13rem; border: 1px solid var(--line); }
ol { flex: 1 1 16rem; margin: 0 0 1.5rem; padding-left: 1.25rem; }
li { margin-bottom: .75rem; overflow-wrap: anywhere; }
a.button {
  display: block; margin: .75rem 0 0; padding: .6875rem 1.25rem; color: var(--on-accent);
  background: var(--accent); border-radius: 8px; font-weight: 600; text-align: center;
  text-decoration: none;
}
dl { margin: 0 0 1.5rem; }
dt { color: var(--muted); font-size: .875rem; }
dd { margin: 0 0 .5rem; font-weight: 600; overflow-wrap: anywhere; }
.link { font: .8125rem/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; margin: 0; }
@media print {
  @page { margin: 1.5cm; }
  body { min-height: 0; padding: 0; background: #fff; display: block; }
  main, footer { max-width: none; border: 0; box-shadow: none; padding: 0; text-align: left; }
  a.button { display: none; }
  li, dl, .link, .code { break-inside: avoid; }
}
)css";

constexpr Markup by_hand_pattern = R"html(<h2>{{title}}</h2>
<p>{{text}}</p>
<dl>
{{user}}{{server}}</dl>
)html";

Html entry(std::string_view name, const std::string& value)
{
    return value.empty() ? Html()
                         : web::fill("<dt>{{name}}</dt><dd>{{value}}</dd>\n",
                                     {{"name", name}, {"value", value}});
}

/// What to type where the link does not open: only enrollment into management alone has a place
/// for it.
Html by_hand(const Invitation& invitation, const web::Texts& texts)
{
    if (invitation.mode != Mode::mdm || (invitation.user.empty() && invitation.server.empty()))
        return {};
    return web::fill(by_hand_pattern,
                     {{"title", texts.text("invite.by_hand")},
                      {"text", texts.text("invite.by_hand_text")},
                      {"user", entry(texts.text("invite.user"), invitation.user)},
                      {"server", entry(texts.text("invite.server"), invitation.server)}});
}

Html with_organisation(std::string_view key, const web::Look& look)
{
    return look.organisation.empty() ? Html(look.texts.text(key))
                                     : Html(look.texts.text(std::string(key) + "_for",
                                                            {{"organisation", look.organisation}}));
}

} // namespace

std::string invitation_page(const Invitation& invitation, const Secret& link, const QrCode& code,
                            const web::Look& look)
{
    const web::Texts& texts = look.texts;
    const Html confirm = invitation.user.empty()
                             ? Html(texts.text("invite.confirm"))
                             : Html(texts.text("invite.confirm_user", {{"user", invitation.user}}));
    const std::string side = std::to_string(code.width + 2 * quiet_zone);
    return web::fill(frame, {{"language", texts.tag()},
                             {"title", texts.text("invite.title")},
                             {"accent", look.accent_color},
                             {"on_accent", Html(web::text_color_on(look.accent_color))},
                             {"style", Html::of(web::style_sheet())},
                             {"print_style", Html::of(print_style)},
                             {"brand", web::brand_of(look)},
                             {"lead", with_organisation("invite.lead", look)},
                             {"code_label", texts.text("invite.code")},
                             {"side", side},
                             {"path", to_path(code)},
                             {"open", texts.text("invite.open")},
                             {"button", texts.text("invite.button")},
                             {"link", link.reveal()},
                             {"confirm", confirm},
                             {"sign_in", with_organisation("invite.sign_in", look)},
                             {"done", texts.text("invite.done")},
                             {"by_hand", by_hand(invitation, texts)},
                             {"link_title", texts.text("invite.link")},
                             {"help", web::help_of(look)}})
        .text();
}

} // namespace mdm::invite
