#pragma once

#include "config/settings.h"
#include "enrollment/authenticate.h"

namespace mdm::service {

/// The checks of the AuthPolicies that are configured. What a check needs, such as a password file,
/// is read when a request is there that asks for it, and not before. `settings` outlives the
/// checks.
enrollment::Checks checks_of(const config::Settings& settings);

} // namespace mdm::service
