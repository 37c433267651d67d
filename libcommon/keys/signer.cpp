#include "keys/signer.h"

#include "core/file.h"
#include "keys/token_key.h"
#include "x509/issue.h"
#include "x509/key.h"
#include "x509/public_key.h"

namespace mdm::keys {
namespace {

constexpr std::size_t key_file_limit = 64U << 10;

Result<ossl::Key> parse(const Secret& pem, const std::optional<SecretSource>& passphrase)
{
    if (!x509::is_encrypted(pem))
        return x509::parse_private_key(pem);
    if (!passphrase)
        return Error{Errc::environment, "the key is encrypted, and no passphrase is configured: "
                                        "name with passphrase where it is to be had"};
    const auto text = TRY_WITHIN("passphrase", read_secret(*passphrase));
    return x509::parse_encrypted_key(pem, text);
}

/// The private key of RSA says whose it is. One of EC does not: an object with its id does, which
/// may be another key's, or nothing; then a signature tells.
Result<void> require_match(const TokenKey& key, ossl::Hash hash,
                           const x509::Certificate& certificate)
{
    constexpr std::string_view trial = "whose key is this?";
    const Error other{Errc::refused,
                      "the key in the token does not belong to the certificate of the authority"};
    const auto info = TRY(x509::parse_public_key_info(certificate.public_key_info));
    const auto shown = TRY(key.public_key_info());
    if (shown && *shown != certificate.public_key_info)
        return other;
    if (shown && info.kind == x509::KeyKind::rsa)
        return {};
    const auto verifier = TRY(x509::to_key(info));
    unsigned char hashed[64];
    const std::size_t size = ossl::digest(hash, bytes_of(trial), hashed);
    const auto signature = TRY(key.sign(hash, ByteView(hashed, size)));
    if (!ossl::verifies(verifier, {hash}, bytes_of(trial), signature))
        return other;
    return {};
}

Result<ossl::Signer> load_token(const config::KeySource& source,
                                const x509::Certificate& certificate)
{
    const auto key = TRY(TokenKey::open(source));
    const auto hash = TRY(x509::hash_of(certificate));
    TRY(require_match(*key, hash, certificate));
    return ossl::Signer([key](ossl::Hash of, ByteView hashed) { return key->sign(of, hashed); },
                        hash);
}

} // namespace

Result<ossl::Key> load_file(const config::KeySource& source)
{
    const auto pem = TRY(read_secret_file(source.place, key_file_limit));
    return TRY_WITHIN(source.place, parse(pem, source.passphrase));
}

Result<Bytes> public_key_of(const config::KeySource& source)
{
    const auto key = TRY(TokenKey::open(source));
    auto shown = TRY(key->public_key_info());
    if (!shown)
        return Error{Errc::environment, "the token does not show the public half of the key: put "
                                        "it there too, with the id of the private one"};
    return std::move(*shown);
}

bool is_encrypted_file(const config::KeySource& source)
{
    const auto pem = read_secret_file(source.place, key_file_limit);
    return pem && x509::is_encrypted(*pem);
}

Result<ossl::Signer> load_signer(const config::KeySource& source,
                                 const x509::Certificate& certificate)
{
    if (config::is_in_token(source))
        return load_token(source, certificate);
    const auto key = TRY(load_file(source));
    return TRY_WITHIN(source.place, x509::signer_of(certificate, key));
}

} // namespace mdm::keys
