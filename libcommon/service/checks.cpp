#include "service/checks.h"

#include "auth/checker.h"
#include "auth/password_store.h"

#include <algorithm>

namespace mdm::service {
namespace {

bool offers(const config::Settings& settings, std::string_view policy)
{
    const auto& policies = settings.service.auth_policies;
    return std::find(policies.begin(), policies.end(), policy) != policies.end();
}

enrollment::PasswordCheck password_check(const config::Settings& settings)
{
    if (!offers(settings, "OnPremise"))
        return {};
    return [&settings](const auth::UsernameToken& token) -> Result<auth::Identity> {
        const std::string& path = settings.onpremise.password_file;
        TRY(config::require(path, "onpremise", "password_file"));
        const auto users = TRY(auth::load_password_file(path));
        return auth::check_password(users, token);
    };
}

} // namespace

enrollment::Checks checks_of(const config::Settings& settings)
{
    return {.password = password_check(settings)};
}

} // namespace mdm::service
