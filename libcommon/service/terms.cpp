#include "service/terms.h"

#include "service/token_check.h"
#include "web/seal.h"

namespace mdm::service {
namespace {

using web::Stranger;
using Kind = Stranger::Kind;

web::Reader reader_of(const auth::Identity& identity)
{
    return {identity.tenant, identity.object_id, identity.device_alone ? "" : identity.user};
}

Stranger stranger_of(const auth::TokenFailure& failure)
{
    const Kind kind = failure.code == Errc::environment ? Kind::unavailable
                      : failure.nobody                  ? Kind::not_allowed
                                                        : Kind::bad_token;
    return {kind, enrollment::refusal_of(fault::Subcode::authentication, failure).log};
}

Result<Secret> key_of(const config::Settings& settings)
{
    TRY(config::require(settings.web.secret_file, "web", "secret_file"));
    return web::load_key(settings.web.secret_file);
}

} // namespace

web::Identify reader_check(const config::Settings& settings, const enrollment::Arrival& arrival)
{
    return [&](const Secret& token) -> Result<web::Reader, Stranger> {
        const auto identity = auth::check_token(token, token_issuers_of(settings), arrival.now);
        if (!identity)
            return stranger_of(identity.error());
        return reader_of(*identity);
    };
}

enrollment::TermsCheck terms_check(const config::Settings& settings,
                                   const enrollment::Arrival& arrival)
{
    if (settings.terms.text_file.empty())
        return {};
    return [&](const auth::Identity& identity, const std::string& blob) -> Result<void> {
        if (identity.own_token && !identity.terms_required && !web::is_seal(blob))
            return {};
        const auto key = key_of(settings);
        if (!key)
            return Error{Errc::environment, key.error().message, key.error().spec};
        return web::check_acceptance(*key, blob, reader_of(identity), arrival.now);
    };
}

} // namespace mdm::service
