#include "web/visit.h"

#include "jose/base64url.h"

#include <array>

namespace mdm::web {

Outcome refuse(int status, std::string_view text, const std::string& log, const Look& look)
{
    return {problem_page(status, "problem.title", look.texts.text(text), look), false, log};
}

std::string draw_text(const RandomBytes& random)
{
    std::array<unsigned char, 16> bytes{};
    random(bytes);
    return jose::encode_base64url(bytes);
}

std::string browser_of(const Visit& visit)
{
    return visit.request.browser.empty() ? draw_text(visit.random) : visit.request.browser;
}

std::pair<std::string_view, std::string> cookie_header(const std::string& browser)
{
    return {"Set-Cookie", std::string(cookie_name) + "=" + browser +
                              "; Path=/; Secure; HttpOnly; SameSite=Strict"};
}

} // namespace mdm::web
