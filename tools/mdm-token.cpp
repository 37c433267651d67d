// mdm-token - make and check tokens of a federated sign-in.
//
// Mints our own tokens, checks any, makes their key and shows its public half. See mdm-token(1).

#include "cli/prompt.h"
#include "cli/tool.h"
#include "core/file.h"
#include "core/uuid.h"
#include "jose/signing_key.h"
#include "service/mint.h"
#include "service/setup.h"
#include "service/token_check.h"
#include "x509/key.h"

namespace {
using namespace mdm;

/// The token in FILE, or in standard input.
Result<Secret> token_of(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 1, "at most one FILE"));
    const auto& operands = arguments.operands();
    return cli::token_from(operands.empty() ? "-" : operands.front(), io);
}

Result<cli::Exit> mint(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "USER"));
    const auto settings = TRY(service::load_settings(arguments, io));
    const auth::Identity identity{"", arguments.operands().front(), arguments.all("group")};
    std::array<unsigned char, 16> random{};
    io.random(random);
    const auto token = TRY(service::mint_token(settings, identity, io.now(), to_uuid(random)));
    io.out << token.reveal() << "\n";
    return cli::Exit::ok;
}

Result<cli::Exit> check(const cli::Arguments& arguments, cli::Io& io)
{
    const auto token = TRY(token_of(arguments, io));
    const auto settings = TRY(service::load_settings(arguments, io));
    const auto identity =
        TRY(auth::check_token(token, service::token_issuers_of(settings), io.now()));
    io.out << identity.user << "\n";
    return cli::Exit::ok;
}

Result<cli::Exit> show(const cli::Arguments& arguments, cli::Io& io)
{
    const auto compact = TRY(token_of(arguments, io));
    const auto token = TRY(jose::parse_token(compact));
    io.out << jose::to_json(token) << "\n";
    return cli::Exit::ok;
}

Result<cli::Exit> keygen(const cli::Arguments& arguments, cli::Io&)
{
    TRY(arguments.require_operands(1, 1, "FILE"));
    const auto type = TRY_WITHIN("--key", x509::key_type_from(arguments.text("key", "p256")));
    const auto key = TRY(x509::make_key(type));
    const auto pem = TRY(x509::to_pem(key));
    TRY(create_file(arguments.operands().front(), bytes_of(pem.reveal()), 0600));
    return cli::Exit::ok;
}

Result<cli::Exit> keys(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1000, "FILE"));
    std::string set;
    for (const auto& file : arguments.operands()) {
        const auto key = TRY(jose::load_signing_key(file));
        set += (set.empty() ? "" : ",") + TRY(jose::public_jwk(key));
    }
    io.out << R"({"keys":[)" << set << "]}\n";
    return cli::Exit::ok;
}

const cli::Tool tool{
    .name = "mdm-token",
    .operands = "",
    .summary = "make and check tokens of a federated sign-in",
    .options = {},
    .commands = {{"mint",
                  "USER",
                  "write a token with which a user can enroll one device",
                  {{"group", "NAME", "a group of the user", true},
                   cli::config_option,
                   cli::now_option,
                   cli::seed_option},
                  mint},
                 {"check",
                  "[FILE]",
                  "check a token and write whose it is",
                  {cli::config_option, cli::now_option},
                  check},
                 {"show", "[FILE]", "write what a token says, without checking it", {}, show},
                 {"keygen",
                  "FILE",
                  "make a key to sign tokens with",
                  {{"key", "TYPE", "rsa2048, rsa3072, rsa4096, p256 (default), p384 or p521"}},
                  keygen},
                 {"keys", "FILE...", "write the public halves of keys as a JWK set", {}, keys}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
