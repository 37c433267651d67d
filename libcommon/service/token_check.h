#pragma once

#include "auth/token_check.h"
#include "config/settings.h"
#include "enrollment/authenticate.h"

namespace mdm::service {

/// Whose tokens are taken: our own first, then those of the issuers that are configured. Keys are
/// read when they are asked for. `settings` outlives what this yields.
std::vector<auth::TokenIssuer> token_issuers_of(const config::Settings& settings);

/// The check of tokens for one request; empty where nobody's tokens are taken. `settings` and
/// `arrival` outlive it.
enrollment::TokenCheck token_check(const config::Settings& settings,
                                   const enrollment::Arrival& arrival);

} // namespace mdm::service
