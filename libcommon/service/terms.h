#pragma once

#include "enrollment/authenticate.h"
#include "web/terms.h"

namespace mdm::service {

/// Who reads the terms of use: by their token, which is checked as that of a request is. What is
/// passed outlives it.
web::Identify reader_check(const config::Settings& settings, const enrollment::Arrival& arrival);

/// The check of what a device brings as EnrollmentData; empty where there are no terms of use. What
/// is passed outlives it.
enrollment::TermsCheck terms_check(const config::Settings& settings,
                                   const enrollment::Arrival& arrival);

} // namespace mdm::service
