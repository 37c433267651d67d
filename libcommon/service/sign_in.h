#pragma once

#include "cli/io.h"
#include "config/settings.h"
#include "enrollment/outcome.h"
#include "web/login.h"

namespace mdm::service {

/// How a user signs in on the web: the password is checked as that of a request is, and the token
/// is minted as [federated] says. What is passed outlives it.
web::SignIn sign_in_of(const config::Settings& settings, const enrollment::Arrival& arrival,
                       cli::Io& io);

} // namespace mdm::service
