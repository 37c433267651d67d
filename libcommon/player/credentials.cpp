#include "player/credentials.h"

#include "cli/prompt.h"
#include "cli/tool.h"

namespace mdm::player {
namespace {

std::optional<Time> created(const cli::Arguments& arguments, const cli::Io& io)
{
    return arguments.has("timestamp") ? std::optional(io.now()) : std::nullopt;
}

} // namespace

std::vector<cli::Option> credential_options()
{
    return {
        {"user", "NAME", "name of the UsernameToken"},
        {"password-file", "FILE", "file whose first line is the password; - is standard input"},
        {"token-file", "FILE", "file whose first line is a token, in place of a password"},
        {"token-type", "TYPE", "of the token: user (default) or entra"},
        {"sign-cert", "FILE", "sign the message with this certificate, in place of a password"},
        {"sign-key", "FILE", "the key of that certificate"},
        {"attributes", "STYLE", "of tokens: captured (default), qualified or plain"},
        {"timestamp", "", "put a Timestamp before the token"},
        cli::now_option,
    };
}

Result<std::shared_ptr<const device::SigningCertificate>>
signing_certificate(const cli::Arguments& arguments)
{
    using Shared = std::shared_ptr<const device::SigningCertificate>;
    const auto file = arguments.find("sign-cert");
    if (!file)
        return Shared();
    const auto key = TRY(arguments.require("sign-key"));
    auto signer = TRY(device::read_signing_certificate(*file, key));
    return Shared(std::make_shared<device::SigningCertificate>(std::move(signer)));
}

Result<device::Credentials> credentials(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_at_most_one({"password-file", "token-file", "sign-cert"}));
    if (auto signer = TRY(signing_certificate(arguments)))
        return device::Credentials{device::CertificateToken{std::move(signer), io.now()}};
    if (const auto file = arguments.find("token-file")) {
        const auto word = arguments.text("token-type", "user");
        const auto type = TRY_WITHIN("--token-type", device::token_type_from(word));
        auto token = TRY(cli::token_from(*file, io));
        return device::Credentials{
            device::FederatedToken{std::move(token), type, created(arguments, io)}};
    }
    auto user = TRY(arguments.require("user"));
    const auto file = TRY(arguments.require("password-file"));
    auto password = TRY(cli::password_from(file, io));
    return device::Credentials{
        device::UsernameToken{std::move(user), std::move(password), created(arguments, io)}};
}

Result<std::optional<device::Credentials>> renewal_credentials(const cli::Arguments& arguments,
                                                               cli::Io& io)
{
    std::optional<device::Credentials> who;
    if (arguments.has("password-file") || arguments.has("token-file") || arguments.has("sign-cert"))
        who = TRY(credentials(arguments, io));
    else if (arguments.has("user"))
        who = device::UsernameToken{arguments.text("user"), {}, created(arguments, io)};
    return who;
}

} // namespace mdm::player
