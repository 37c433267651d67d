#include "keys/signer.h"

#include "core/file.h"
#include "x509/issue.h"
#include "x509/key.h"

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

} // namespace

Result<ossl::Key> load_file(const config::KeySource& source)
{
    const auto pem = TRY(read_secret_file(source.place, key_file_limit));
    return TRY_WITHIN(source.place, parse(pem, source.passphrase));
}

bool is_encrypted_file(const config::KeySource& source)
{
    const auto pem = read_secret_file(source.place, key_file_limit);
    return pem && x509::is_encrypted(*pem);
}

Result<ossl::Signer> load_signer(const config::KeySource& source,
                                 const x509::Certificate& certificate)
{
    const auto key = TRY(load_file(source));
    return TRY_WITHIN(source.place, x509::signer_of(certificate, key));
}

} // namespace mdm::keys
