#pragma once

#include "cli/log.h"
#include "config/settings.h"
#include "enrollment/authenticate.h"

namespace mdm::service {

/// The checks of the AuthPolicies that are configured, for one request. What a check needs, such as
/// a password file, is read when the request asks for it, and not before. What a program that was
/// asked has to say goes to `log`. `settings`, `arrival` and `log` outlive the checks.
enrollment::Checks checks_of(const config::Settings& settings, const enrollment::Arrival& arrival,
                             cli::Log& log);

/// The check of a user's password by [onpremise], for those too who sign in on the web while
/// OnPremise is not offered to devices. What is passed outlives it.
enrollment::PasswordCheck password_check(const config::Settings& settings,
                                         const enrollment::Arrival& arrival, cli::Log& log);

} // namespace mdm::service
