#include "invite/deep_link.h"

#include "core/text.h"
#include "core/url.h"
#include "web/form.h"

#include <algorithm>

namespace mdm::invite {
namespace {

constexpr std::size_t longest_value = 2048;

struct ModeWord {
    std::string_view word;
    Mode mode;
};
constexpr ModeWord modes[] = {{"mdm", Mode::mdm}, {"awa", Mode::awa}, {"aadj", Mode::aadj}};

struct OwnershipWord {
    std::string_view word;
    Ownership ownership;
};
constexpr OwnershipWord ownerships[] = {{"unknown", Ownership::unknown},
                                        {"personal", Ownership::personal},
                                        {"corporate", Ownership::corporate}};

std::string_view word_of(Mode mode)
{
    return std::find_if(std::begin(modes), std::end(modes),
                        [&](const ModeWord& m) { return m.mode == mode; })
        ->word;
}

Error wrong(std::string_view name, const std::string& value, std::string_view expected)
{
    return {Errc::usage,
            std::string(name) + ": '" + printable(value) + "' is not " + std::string(expected)};
}

/// Whether the text can stand in a parameter at all.
bool is_fit(std::string_view text)
{
    return text.size() <= longest_value && is_utf8(text) &&
           std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 || byte == 0x7F;
           });
}

bool is_user(std::string_view text)
{
    const auto at = text.find('@');
    return is_fit(text) && at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \\/") == std::string_view::npos;
}

bool is_server(std::string_view text)
{
    const auto url = parse_url(text);
    return is_fit(text) && url && url->scheme == "https";
}

bool is_guid(std::string_view text)
{
    constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char place) {
        return place == '-'
                   ? c == '-'
                   : std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    });
}

Result<void> check(const Invitation& invitation)
{
    const auto& [mode, user, server, token, device, tenant, ownership] = invitation;
    if (!user.empty() && !is_user(user))
        return wrong("user", user, "NAME@DOMAIN, as a device demands it");
    if (!server.empty() && !is_server(server))
        return wrong("server", server, "an https URL");
    if (!device.empty() && !is_guid(device))
        return wrong("device id", device, "a GUID, 8-4-4-4-12 hexadecimal digits");
    if (!is_fit(tenant))
        return wrong("tenant", tenant, "a text of at most 2048 bytes without control characters");
    if (token && (token->empty() || !is_fit(token->reveal())))
        return Error{Errc::usage, "the access token is not a text of 1 to 2048 bytes without "
                                  "control characters"};
    return {};
}

} // namespace

Result<Mode> mode_from(std::string_view word)
{
    for (const auto& [name, mode] : modes)
        if (name == word)
            return mode;
    return Error{Errc::usage, "'" + printable(word) + "' is none of mdm, awa, aadj"};
}

Result<Ownership> ownership_from(std::string_view word)
{
    for (const auto& [name, ownership] : ownerships)
        if (name == word)
            return ownership;
    return Error{Errc::usage, "'" + printable(word) + "' is none of unknown, personal, corporate"};
}

Result<Secret> deep_link(const Invitation& invitation)
{
    TRY(check(invitation));
    std::string link = "ms-device-enrollment:?mode=" + std::string(word_of(invitation.mode));
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            link.append("&").append(name).append("=").append(web::percent_encode(value));
    };
    add("username", invitation.user);
    add("servername", invitation.server);
    if (invitation.access_token)
        add("accesstoken", invitation.access_token->reveal());
    add("deviceidentifier", invitation.device_id);
    add("tenantidentifier", invitation.tenant_id);
    if (invitation.ownership)
        add("ownership", std::to_string(static_cast<int>(*invitation.ownership)));
    return Secret(std::move(link));
}

} // namespace mdm::invite
