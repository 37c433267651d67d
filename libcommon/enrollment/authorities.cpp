#include "enrollment/authorities.h"

#include "config/settings.h"
#include "core/file.h"
#include "keys/signer.h"
#include "ossl/digest.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

Result<std::vector<x509::Certificate>> read_certificates(const std::string& path)
{
    const auto pem = TRY(read_file(path));
    return TRY_WITHIN(path, x509::parse_pem_certificates(pem));
}

Result<Authority> load(const config::Authority& authority)
{
    const std::string table = config::table_of(authority);
    TRY(config::require(authority.certificate, table, "certificate"));
    TRY(config::require(authority.key.place, table, "key"));
    const auto certificate = TRY(read_certificates(authority.certificate));
    auto signer =
        TRY_WITHIN("[" + table + "] key", keys::load_signer(authority.key, certificate.front()));
    std::vector<x509::Certificate> chain;
    if (!authority.chain.empty())
        chain = TRY(read_certificates(authority.chain));
    auto issuer = TRY(x509::make_issuer(certificate.front(), std::move(signer), chain));
    std::string fingerprint = to_hex(ossl::sha256(issuer.certificate.der));
    return Authority{std::move(issuer), std::move(fingerprint)};
}

/// None of it is the doing of who asks for a certificate.
Result<Authority> load_for_all(const config::Authority& authority)
{
    auto loaded = load(authority);
    if (!loaded)
        loaded.error().code = Errc::environment;
    return loaded;
}

} // namespace

const Result<Authority>& Authorities::find(const std::string& name)
{
    if (const auto there = loaded_.find(name); there != loaded_.end())
        return there->second;
    const auto at = std::ranges::find(configured_, name, &config::Authority::name);
    const config::Authority nothing{.name = name, .certificate = {}, .key = {}, .chain = {}};
    return loaded_.emplace(name, load_for_all(at == configured_.end() ? nothing : *at))
        .first->second;
}

const x509::Issuer& OwnKeys::of(const Authority& authority)
{
    const auto there = copies_.find(&authority);
    if (there != copies_.end())
        return there->second;
    return copies_.emplace(&authority, x509::copy_of(authority.issuer)).first->second;
}

} // namespace mdm::enrollment
