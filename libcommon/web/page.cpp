#include "web/page.h"

#include "core/base64.h"
#include "core/file.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mdm::web {
namespace {

constexpr std::size_t logo_limit = 64U << 10;

constexpr Markup frame = R"html(<!DOCTYPE html>
<html lang="{{language}}" data-theme="{{theme}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{title}}</title>
<style nonce="{{nonce}}">
:root { --accent: {{accent}}; --on-accent: {{on_accent}}; }
{{style}}</style>
</head>
<body>
<main class="{{width}}">
<div class="brand">{{brand}}</div>
<h1>{{title}}</h1>
{{body}}</main>
<footer>
{{help}}<p>{{reference}}</p>
</footer>
{{script}}</body>
</html>
)html";

constexpr Markup logo_and_name = R"html(<img src="{{logo}}" alt="">{{name}})html";

/// The device's surroundings of the page, as the Entra flow names them.
std::string_view theme_of(std::string_view host)
{
    if (equal_ignoring_case(host, "FRX"))
        return "dark";
    return equal_ignoring_case(host, "MOSET") ? "light" : "auto";
}

std::string policy_of(const Page& page, const Look& look)
{
    const std::string nonce = "'nonce-" + look.nonce + "'";
    std::string policy = "default-src 'none'; style-src " + nonce + "; img-src data:";
    if (!page.script.empty())
        policy += "; script-src " + nonce;
    // Browsers hold a redirect of a sent form against form-action too.
    std::string forms = page.goes_to_target_at_once ? "" : "'self'";
    if (!page.form_target.empty())
        forms += (forms.empty() ? "" : " ") + page.form_target;
    policy += "; form-action " + (forms.empty() ? "'none'" : forms);
    return policy + "; frame-ancestors 'none'; base-uri 'none'";
}

/// Relative luminance of a channel, 0 to 1 (WCAG 2.1, Glossary).
double channel(std::string_view two_digits)
{
    const auto bytes = parse_hex(two_digits);
    const double value = bytes ? bytes->front() / 255.0 : 0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

} // namespace

Html brand_of(const Look& look)
{
    const Html name = look.organisation.empty() ? Html()
                                                : fill("<span>{{organisation}}</span>",
                                                       {{"organisation", look.organisation}});
    if (look.logo.empty())
        return name;
    // Beside the name a logo says nothing new.
    return fill(logo_and_name, {{"logo", look.logo}, {"name", name}});
}

Html help_of(const Look& look)
{
    return look.help.empty() ? Html()
                             : fill("<p>{{help}}</p>\n",
                                    {{"help", look.texts.text("help", {{"help", look.help}})}});
}

std::string_view text_color_on(std::string_view color)
{
    const double luminance = 0.2126 * channel(color.substr(1, 2)) +
                             0.7152 * channel(color.substr(3, 2)) +
                             0.0722 * channel(color.substr(5, 2));
    // Where white and black have the same contrast: 1.05 / (L + 0.05) = (L + 0.05) / 0.05.
    return luminance > 0.179 ? "#000000" : "#ffffff";
}

cgi::Response to_response(const Page& page, const Look& look)
{
    const Texts& texts = look.texts;
    const Html html =
        fill(frame, {{"language", texts.tag()},
                     {"theme", Html(theme_of(look.host_theme))},
                     {"title", page.title},
                     {"nonce", look.nonce},
                     {"accent", look.accent_color},
                     {"on_accent", Html(text_color_on(look.accent_color))},
                     {"style", Html::of(style_sheet())},
                     {"width", page.wide ? "wide" : "narrow"},
                     {"brand", brand_of(look)},
                     {"body", page.body},
                     {"help", help_of(look)},
                     {"reference", texts.text("reference", {{"reference", look.reference}})},
                     {"script", page.script}});
    return {page.status,
            "text/html; charset=utf-8",
            {{"Cache-Control", "no-store"},
             {"Content-Security-Policy", policy_of(page, look)},
             {"Content-Language", texts.tag()},
             {"Referrer-Policy", "no-referrer"},
             {"X-Content-Type-Options", "nosniff"},
             {"X-Frame-Options", "DENY"}},
            html.text()};
}

cgi::Response problem_page(int status, std::string_view title, const std::string& text,
                           const Look& look)
{
    return to_response({.status = status,
                        .title = look.texts.text(title),
                        .body = fill("<p role=\"alert\">{{text}}</p>\n", {{"text", text}})},
                       look);
}

Result<std::string> load_logo(const std::string& file)
{
    const auto content = TRY(read_file(file, logo_limit));
    std::string_view type;
    if (content.starts_with("\x89PNG\r\n\x1A\n"))
        type = "image/png";
    else if (content.starts_with("\xFF\xD8\xFF"))
        type = "image/jpeg";
    else if (const auto text = trim(content);
             is_utf8(text) && (text.starts_with("<svg") || text.starts_with("<?xml")))
        type = "image/svg+xml";
    else
        return Error{Errc::environment, file + ": this is no PNG, JPEG or SVG"};
    return "data:" + std::string(type) + ";base64," + encode_base64(bytes_of(content));
}

Html paragraphs_of(std::string_view text)
{
    Html html;
    Html paragraph;
    const auto close = [&] {
        if (!paragraph.empty())
            html += fill("<p>{{text}}</p>\n", {{"text", paragraph}});
        paragraph = {};
    };
    for (std::string_view line : split(text, '\n')) {
        line = trim(line);
        if (line.starts_with("# ")) {
            close();
            html += fill("<h3>{{text}}</h3>\n", {{"text", Html(line.substr(2))}});
        } else if (line.empty()) {
            close();
        } else {
            paragraph += paragraph.empty() ? Html() : Html::of("<br>\n");
            paragraph += Html(line);
        }
    }
    close();
    return html;
}

} // namespace mdm::web
