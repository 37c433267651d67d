#pragma once

#include "enrollment/authenticate.h"
#include "web/terms.h"

namespace mdm::service {

/// Who reads the terms of use: by their token, which is checked as that of a request is. What is
/// passed outlives it.
web::Identify reader_check(const config::Settings& settings, const enrollment::Arrival& arrival);

/// The check of what a device brings as EnrollmentData; empty where there are no terms of use. With
/// a token of another issuer the value can only come from the page of the terms. With one of our
/// own it has no meaning (MS-MDE2 3.4.4.1.1.1 is of the Entra flow), and passes unless it has the
/// form of what that page gives out. What is passed outlives it.
enrollment::TermsCheck terms_check(const config::Settings& settings,
                                   const enrollment::Arrival& arrival);

} // namespace mdm::service
