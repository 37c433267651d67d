#pragma once

#include "web/page.h"

#include <string>

namespace mdm::web {

/// What the page of the terms of use shows.
struct TermsForm {
    std::string text; ///< of the terms, plain
    std::string user; ///< who is to accept; empty: a device alone
    std::string seal;
    bool join = false; ///< the device becomes the organisation's: there is nothing to decline
};

/// The page, whose form has the fields form and answer, "accept" or "decline", and ends with a
/// redirect to `source`.
Page terms_page(const TermsForm& form, const std::string& source, const Look& look);

} // namespace mdm::web
