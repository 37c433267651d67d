#include "service/sign_in.h"

#include "core/uuid.h"
#include "service/checks.h"
#include "service/mint.h"

#include <array>

namespace mdm::service {
namespace {

using web::SignInFailure;
using Kind = SignInFailure::Kind;

SignInFailure failure_of(const enrollment::Refusal& refusal)
{
    const auto subcode = refusal.fault.subcode;
    if (subcode == fault::Subcode::authentication)
        return {Kind::wrong, refusal.log};
    const bool known = subcode == fault::Subcode::authorization;
    return {known ? Kind::not_permitted : Kind::unavailable, refusal.log};
}

} // namespace

web::SignIn sign_in_of(const config::Settings& settings, const enrollment::Arrival& arrival,
                       cli::Io& io)
{
    return [&](const std::string& user, const Secret& password) -> Result<Secret, SignInFailure> {
        const auto identity = password_check(settings, arrival, io.log)({user, password});
        if (!identity)
            return failure_of(identity.error());
        std::array<unsigned char, 16> id{};
        io.random(id);
        auto token = mint_token(settings, *identity, arrival.now, to_uuid(id));
        if (!token)
            return SignInFailure{Kind::unavailable, token.error().message};
        return std::move(token).value();
    };
}

} // namespace mdm::service
