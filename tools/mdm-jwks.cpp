// mdm-jwks - fetch the keys of an issuer of tokens.
//
// Gets a JWK set over HTTPS and puts it into a file, if it is one. See mdm-jwks(1).

#include "cli/tool.h"
#include "core/file.h"
#include "core/text.h"
#include "core/url.h"
#include "device/https.h"
#include "jose/key_set.h"
#include "jose/provider.h"

namespace {
using namespace mdm;
using cli::Arguments;

constexpr int redirects_max = 3;

Result<device::Transport> transport(const Arguments& arguments)
{
    constexpr long hour = 3600;
    device::HttpsOptions options{.ca_bundle = arguments.find("ca-bundle"),
                                 .answer_limit = jose::key_set_limit,
                                 .user_agent = "mdm-jwks"};
    options.timeout = std::chrono::seconds(TRY(arguments.number("timeout", 30, 1, hour)));
    return device::https_transport(options);
}

Result<void> require_https(const std::string& url)
{
    const auto parts = TRY(parse_url(url));
    if (parts.scheme != "https")
        return Error{Errc::refused, "'" + printable(url) + "' is not an https URL"};
    return {};
}

/// Where an answer leads; nothing where it is what was asked for.
Result<std::string> target_of(const device::HttpAnswer& answer, const std::string& url)
{
    const std::string& location = *answer.location;
    const auto base = TRY(parse_url(url));
    std::string target = location.starts_with('/') ? base.origin + location : location;
    TRY_WITHIN("redirected", require_https(target));
    return target;
}

/// The body that is at a URL, or at where that leads.
Result<std::string> get(const device::Transport& send, std::string url)
{
    for (int hop = 0; hop <= redirects_max; ++hop) {
        auto answer = send({.url = url});
        if (!answer)
            return std::move(answer).error().error;
        if (answer->status == 200)
            return std::move(answer->body);
        const bool leads_on = answer->status >= 300 && answer->status < 400 && answer->location;
        if (!leads_on)
            return Error{Errc::refused, "HTTP status " + std::to_string(answer->status)};
        url = TRY(target_of(*answer, url));
    }
    return Error{Errc::refused, "redirected more than " + std::to_string(redirects_max) + " times"};
}

/// The address of the set: as it is given, or as the issuer's metadata have it.
Result<std::string> address(const Arguments& arguments, const device::Transport& send)
{
    const auto issuer = arguments.find("issuer");
    if (!issuer)
        return arguments.require("url");
    TRY_WITHIN("--issuer", require_https(*issuer));
    const std::string url = jose::metadata_url(*issuer);
    const auto metadata = TRY_WITHIN(url, get(send, url));
    return TRY_WITHIN(url, jose::keys_url(metadata, *issuer));
}

Result<cli::Exit> run(const Arguments& arguments, cli::Io&)
{
    TRY(arguments.require_operands(1, 1, "FILE"));
    TRY(arguments.require_at_most_one({"url", "issuer"}));
    const auto send = TRY(transport(arguments));
    const auto url = TRY(address(arguments, send));
    TRY_WITHIN("--url", require_https(url));
    const auto set = TRY_WITHIN(url, get(send, url));
    TRY_WITHIN(url, jose::parse_key_set(set));
    TRY(replace_file(arguments.operands().front(), bytes_of(set)));
    return cli::Exit::ok;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-jwks",
         .operands = "FILE",
         .summary = "fetch the keys of an issuer of tokens into a file",
         .options = {{"url", "URL", "where the JWK set is; https"},
                     {"issuer", "URL", "find it by the metadata of this OpenID issuer"},
                     {"ca-bundle", "FILE", "PEM certificates to trust, in place of the system's"},
                     {"timeout", "SECONDS", "to wait for an answer (default 30)"}},
         .run = run},
        argc, argv);
}
