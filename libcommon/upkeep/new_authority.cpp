#include "upkeep/new_authority.h"

#include "core/directory.h"
#include "core/secret_source.h"
#include "x509/authority.h"
#include "x509/certificate.h"
#include "x509/key.h"

#include <algorithm>
#include <array>

namespace mdm::upkeep {
namespace {

/// Certificates of devices may begin an hour before they are signed at most, and a device's clock
/// may be late by minutes.
constexpr std::chrono::hours backdate{1};

Result<x509::KeyType> key_type(const cli::Arguments& arguments, std::string_view option,
                               std::string_view otherwise)
{
    return TRY_WITHIN("--" + std::string(option),
                      x509::key_type_from(arguments.text(option, otherwise)));
}

/// The serial number that an option gives, or 16 random octets, the first of them from 64 to 127,
/// so that the number is positive and always of this length.
Result<Bytes> serial(const cli::Arguments& arguments, std::string_view option, const cli::Io& io)
{
    if (const auto given = arguments.find(option)) {
        auto octets = parse_hex(*given);
        if (!octets)
            return Error{Errc::usage, "--" + std::string(option) + ": " + octets.error().message};
        return octets;
    }
    Bytes random(16);
    io.random(random);
    random.front() = static_cast<unsigned char>((random.front() & 0x3FU) | 0x40U);
    return random;
}

Result<x509::AuthorityPlan> plan(const cli::Arguments& arguments, const cli::Io& io)
{
    constexpr long century = 36525;
    const long root_days = TRY(arguments.number("root-days", 3650, 1, century));
    const long days = TRY(arguments.number("days", std::min(1825L, root_days), 1, century));
    const Bytes root_serial = TRY(serial(arguments, "root-serial", io));
    const Bytes issuing_serial = TRY(serial(arguments, "serial", io));
    const Time now = io.now();
    x509::AuthorityPlan result{.name = arguments.text("name", "enrollkit"),
                               .not_before = now - backdate,
                               .root_end = now + std::chrono::days{root_days},
                               .issuing_end = now + std::chrono::days{days},
                               .root_serial = root_serial,
                               .issuing_serial = issuing_serial};
    // All of the plan comes from the command line.
    if (const auto good = x509::check(result); !good)
        return Error{Errc::usage, good.error().message, good.error().spec};
    return result;
}

/// The passphrase whose source an option names; none where it was not given.
Result<std::optional<Secret>> passphrase(const cli::Arguments& arguments, std::string_view option)
{
    const auto given = arguments.find(option);
    if (!given)
        return std::optional<Secret>();
    const auto source = TRY_WITHIN("--" + std::string(option), secret_source_from(*given));
    auto secret = TRY_WITHIN("--" + std::string(option), read_secret(source));
    return std::optional(std::move(secret));
}

Result<Secret> to_pem(const ossl::Key& key, const std::optional<Secret>& passphrase)
{
    return passphrase ? x509::to_encrypted_pem(key, *passphrase) : x509::to_pem(key);
}

} // namespace

Result<cli::Exit> make_authority(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "DIR"));
    const std::string& directory = arguments.operands().front();
    const auto type = TRY(key_type(arguments, "key", "rsa3072"));
    const auto root_type = TRY(key_type(arguments, "root-key", arguments.text("key", "rsa3072")));
    const auto planned = TRY(plan(arguments, io));
    TRY(require_absent(directory));
    const auto issuing_passphrase = TRY(passphrase(arguments, "passphrase"));
    auto root_passphrase = TRY(passphrase(arguments, "root-passphrase"));
    if (!root_passphrase)
        root_passphrase = issuing_passphrase;

    const auto root_key = TRY(x509::make_key(root_type));
    const auto issuing_key = TRY(x509::make_key(type));
    const auto made = TRY(x509::make_authority(root_key, issuing_key, planned));
    const Secret root_key_pem = TRY(to_pem(root_key, root_passphrase));
    const Secret issuing_key_pem = TRY(to_pem(issuing_key, issuing_passphrase));
    const std::string root = x509::to_pem(made.root);
    const std::string issuing = x509::to_pem(made.issuing);
    const std::string chain = issuing + root;
    TRY(create_directory(
        directory,
        std::array{NewFile{"root.pem", bytes_of(root)},
                   NewFile{"root.key", bytes_of(root_key_pem.reveal()), 0600},
                   NewFile{"issuing.pem", bytes_of(issuing)},
                   NewFile{"issuing.key", bytes_of(issuing_key_pem.reveal()), 0600},
                   NewFile{"chain.pem", bytes_of(chain)}},
        0700));
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
