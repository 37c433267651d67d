#include "enrollment/authorities.h"

#include "config/settings.h"
#include "core/file.h"
#include "ossl/digest.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

Result<Authority> load(const config::Authority& authority)
{
    const std::string table = config::table_of(authority);
    TRY(config::require(authority.certificate, table, "certificate"));
    TRY(config::require(authority.key, table, "key"));
    const auto certificate = TRY(read_file(authority.certificate));
    const auto key = TRY(read_secret_file(authority.key));
    const auto chain = authority.chain.empty() ? std::string() : TRY(read_file(authority.chain));
    auto issuer = TRY(x509::parse_issuer(certificate, key, chain));
    std::string fingerprint = to_hex(ossl::sha256(issuer.certificate.der));
    return Authority{std::move(issuer), std::move(fingerprint)};
}

} // namespace

const Result<Authority>& Authorities::find(const std::string& name)
{
    if (const auto there = loaded_.find(name); there != loaded_.end())
        return there->second;
    const auto at = std::ranges::find(configured_, name, &config::Authority::name);
    const config::Authority nothing{.name = name, .certificate = {}, .key = {}, .chain = {}};
    return loaded_.emplace(name, load(at == configured_.end() ? nothing : *at)).first->second;
}

const x509::Issuer& OwnKeys::of(const Authority& authority)
{
    const auto there = copies_.find(&authority);
    if (there != copies_.end())
        return there->second;
    return copies_.emplace(&authority, x509::copy_of(authority.issuer)).first->second;
}

} // namespace mdm::enrollment
