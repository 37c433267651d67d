#include "upkeep/new_authority.h"

#include "core/directory.h"
#include "core/file.h"
#include "core/secret_source.h"
#include "keys/signer.h"
#include "x509/authority.h"
#include "x509/certificate.h"
#include "x509/key.h"
#include "x509/public_key.h"

#include <algorithm>

namespace mdm::upkeep {
namespace {

/// Certificates of devices may begin an hour before they are signed at most, and a device's clock
/// may be late by minutes.
constexpr std::chrono::hours backdate{1};

Result<ossl::Key> make_key(const cli::Arguments& arguments, std::string_view option,
                           std::string_view otherwise)
{
    const auto type = TRY_WITHIN("--" + std::string(option),
                                 x509::key_type_from(arguments.text(option, otherwise)));
    return x509::make_key(type);
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

/// A number as certificates have it.
Bytes without_zeros(ByteView number)
{
    const auto first = std::ranges::find_if(number, [](unsigned char octet) { return octet != 0; });
    return {first, number.end()};
}

/// `root` is the certificate of one that is there already, or null.
Result<x509::AuthorityPlan> plan(const cli::Arguments& arguments, const cli::Io& io,
                                 const x509::Certificate* root)
{
    constexpr long century = 36525;
    const Time now = io.now();
    const long root_days = TRY(arguments.number("root-days", 3650, 1, century));
    const Time root_end = root ? root->not_after : now + std::chrono::days{root_days};
    const long days = TRY(arguments.number("days", 1825, 1, century));
    const Time end = now + std::chrono::days{days};
    const Bytes root_serial = TRY(serial(arguments, "root-serial", io));
    const Bytes issuing_serial = TRY(serial(arguments, "serial", io));
    x509::AuthorityPlan result{.name = arguments.text("name", "enrollkit"),
                               .not_before = now - backdate,
                               .root_end = root_end,
                               .issuing_end = arguments.has("days") ? end : std::min(end, root_end),
                               .root_serial = root_serial,
                               .issuing_serial = issuing_serial};
    // What may be wrong with the plan comes from the command line.
    if (const auto good = x509::check(result); !good)
        return Error{Errc::usage, good.error().message, good.error().spec};
    if (without_zeros(issuing_serial) == (root ? root->serial : without_zeros(root_serial)))
        return Error{Errc::usage,
                     "--serial: the root has this serial number, and each certificate "
                     "that it signs needs another",
                     "RFC 5280 4.1.2.2"};
    return result;
}

Result<std::optional<SecretSource>> source(const cli::Arguments& arguments, std::string_view option)
{
    const auto given = arguments.find(option);
    if (!given)
        return std::optional<SecretSource>();
    auto named = TRY_WITHIN("--" + std::string(option), secret_source_from(*given));
    return std::optional(std::move(named));
}

/// The passphrase whose source an option names; none where it was not given.
Result<std::optional<Secret>> passphrase(const cli::Arguments& arguments, std::string_view option)
{
    const auto named = TRY(source(arguments, option));
    if (!named)
        return std::optional<Secret>();
    auto secret = TRY_WITHIN("--" + std::string(option), read_secret(*named));
    return std::optional(std::move(secret));
}

Result<Secret> to_pem(const ossl::Key& key, const std::optional<Secret>& passphrase)
{
    return passphrase ? x509::to_encrypted_pem(key, *passphrase) : x509::to_pem(key);
}

/// The key of --token-key.
Result<config::KeySource> token_key(const cli::Arguments& arguments)
{
    config::KeySource key{.place = arguments.text("token-key")};
    key.module = arguments.text("module");
    key.pin = TRY(source(arguments, "pin"));
    const auto wrong = config::key_complaint(key);
    if (!config::is_in_token(key) || !wrong.empty())
        return Error{Errc::usage, "--token-key: must be " +
                                      std::string(wrong.empty() ? "a pkcs11: URI" : wrong)};
    TRY(arguments.require_beside("module", {"token-key"}));
    return key;
}

/// The root in the directory of --below.
Result<x509::Issuer> load_root(const std::string& directory, const std::optional<Secret>& secret,
                               Time now)
{
    const std::string path = directory + "/root.pem";
    const auto pem = TRY(read_file(path));
    const auto certificates = TRY_WITHIN(path, x509::parse_pem_certificates(pem));
    if (const Time end = certificates.front().not_after; end <= now)
        return Error{Errc::refused, path + ": the root ended at " + to_text(end)};
    const std::string key_path = directory + "/root.key";
    const auto key_pem = TRY(read_secret_file(key_path));
    if (x509::is_encrypted(key_pem) && !secret)
        return Error{Errc::environment, key_path + ": the key is encrypted: say with "
                                                   "--root-passphrase where its passphrase is to "
                                                   "be had"};
    const auto key = TRY_WITHIN(key_path, x509::is_encrypted(key_pem)
                                              ? x509::parse_encrypted_key(key_pem, *secret)
                                              : x509::parse_private_key(key_pem));
    return TRY_WITHIN(directory, x509::make_issuer(certificates.front(), key, {}));
}

/// Fails where options are given that have no meaning beside another one.
Result<void> require_none(const cli::Arguments& arguments, std::string_view beside,
                          std::initializer_list<std::string_view> options)
{
    for (const std::string_view option : options)
        if (arguments.has(option))
            return Error{Errc::usage, "--" + std::string(option) + " has no meaning beside --" +
                                          std::string(beside)};
    return {};
}

Result<void> check_options(const cli::Arguments& arguments)
{
    TRY(arguments.require_operands(1, 1, "DIR"));
    TRY(arguments.require_beside("token-key", {"module", "pin"}));
    for (const char* option : {"key", "root-key"})
        if (const auto type = arguments.find(option))
            TRY_WITHIN("--" + std::string(option), x509::key_type_from(*type));
    if (arguments.has("token-key") && arguments.has("below"))
        TRY(require_none(arguments, "token-key", {"key"}));
    if (arguments.has("below"))
        TRY(require_none(arguments, "below", {"root-key", "root-days", "root-serial"}));
    return {};
}

/// The files of a directory, and what they hold.
class Files {
public:
    void add(std::string name, Secret content, mode_t mode = 0644)
    {
        contents_.push_back({std::move(name), std::move(content), mode});
    }
    [[nodiscard]] Result<void> write(const std::string& directory) const
    {
        std::vector<NewFile> files;
        for (const auto& [name, content, mode] : contents_)
            files.push_back({name, bytes_of(content.reveal()), mode});
        return create_directory(directory, files, 0700);
    }

private:
    struct Content {
        std::string name;
        Secret content;
        mode_t mode;
    };
    std::vector<Content> contents_;
};

/// The public half of the issuing authority's key: of one in a token, or of a new one, which goes
/// into a file.
Result<Bytes> obtain_issuing_key(const cli::Arguments& arguments,
                                 const std::optional<Secret>& secret, Files& files)
{
    if (arguments.has("token-key")) {
        const auto key = TRY(token_key(arguments));
        return TRY_WITHIN("--token-key", keys::public_key_of(key));
    }
    const auto key = TRY(make_key(arguments, "key", "rsa3072"));
    auto pem = TRY(to_pem(key, secret));
    files.add("issuing.key", std::move(pem), 0600);
    return x509::public_key_info(key);
}

} // namespace

Result<cli::Exit> make_authority(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(check_options(arguments));
    const std::string& directory = arguments.operands().front();
    TRY(require_absent(directory));
    const auto issuing_secret = TRY(passphrase(arguments, "passphrase"));
    auto root_secret = TRY(passphrase(arguments, "root-passphrase"));
    if (!root_secret)
        root_secret = issuing_secret;
    std::optional<x509::Issuer> root;
    if (const auto below = arguments.find("below"))
        root = TRY(load_root(*below, root_secret, io.now()));
    const auto planned = TRY(plan(arguments, io, root ? &root->certificate : nullptr));
    Files files;
    const auto issuing_key = TRY(obtain_issuing_key(arguments, issuing_secret, files));
    x509::AuthorityCertificates made;
    if (root) {
        made.root = root->certificate.der;
        made.issuing = TRY(x509::make_issuing(*root, issuing_key, planned));
    } else {
        const auto key = TRY(make_key(arguments, "root-key", arguments.text("key", "rsa3072")));
        made = TRY(x509::make_authority(key, issuing_key, planned));
        auto pem = TRY(to_pem(key, root_secret));
        files.add("root.key", std::move(pem), 0600);
    }
    const std::string root_pem = x509::to_pem(made.root);
    const std::string issuing_pem = x509::to_pem(made.issuing);
    files.add("root.pem", Secret(root_pem));
    files.add("issuing.pem", Secret(issuing_pem));
    files.add("chain.pem", Secret(issuing_pem + root_pem));
    TRY(files.write(directory));
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
