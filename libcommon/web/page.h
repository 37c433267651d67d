#pragma once

#include "cgi/exchange.h"
#include "config/web.h"
#include "web/html.h"
#include "web/language.h"

#include <string>
#include <string_view>

namespace mdm::web {

/// What every page of one answer looks like.
struct Look {
    Texts texts = {};
    std::string organisation = {};
    std::string help = {};
    std::string accent_color = "#0b5cad"; ///< "#RRGGBB"
    std::string logo = {};                ///< a data: URL; empty where there is none
    std::string host_theme = {};          ///< CXH-HOST of the request
    std::string reference = {};           ///< the trace id
    std::string nonce = {};               ///< never used before, of the base64 alphabet
};

/// One page.
struct Page {
    int status = 200;
    std::string title;
    Html body;
    /// Where its forms may go besides this service: a source of a Content-Security-Policy.
    std::string form_target = {};
    bool goes_to_target_at_once = false; ///< its form does not come back here first
    bool wide = false;                   ///< a page to read
    Html script = {};                    ///< a script element with the nonce; mostly none
};

/// The page as an answer. Its Content-Security-Policy allows the style and the script with the
/// nonce, the logo, and forms to this service or to `form_target`, and nothing else; it may stand
/// in no frame, is kept nowhere, and tells nobody where the user came from.
cgi::Response to_response(const Page& page, const Look& look);

/// A page that says what is wrong, under the headline of `title`, both keys of texts.
cgi::Response problem_page(int status, std::string_view title, const std::string& text,
                           const Look& look);

/// The logo and the name of the organisation; empty where there is neither.
Html brand_of(const Look& look);

/// Whom to ask, as a paragraph; empty where nobody is named.
Html help_of(const Look& look);

/// Reads a logo as a data: URL. Fails with environment when it is no PNG, JPEG or SVG, or is larger
/// than 64 KiB.
Result<std::string> load_logo(const std::string& file);

/// Plain text as HTML: paragraphs between empty lines, line breaks where the text has them, and a
/// line that begins with "# " as a headline.
Html paragraphs_of(std::string_view text);

/// Black or white, whichever is easier to read on a colour (WCAG 2.1, 1.4.3).
std::string_view text_color_on(std::string_view color);

/// The style sheet of all pages, without the colours of the organisation.
Markup style_sheet();

} // namespace mdm::web
