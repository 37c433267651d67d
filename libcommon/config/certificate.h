#pragma once

#include "core/result.h"

#include <chrono>
#include <string>
#include <vector>

namespace mdm::config {

/// [certificate]: how requests that are signed with a certificate are checked; see
/// mdm-check-signature(1).
struct Certificate {
    std::string anchors;                       ///< PEM file; without it nobody is let in
    std::string intermediates;                 ///< PEM file; may be empty
    bool authorities_from_message = false;     ///< whether requests may bring authorities along
    std::vector<std::string> revocation_lists; ///< files
    std::vector<std::string> extended_key_usages = {"1.3.6.1.5.5.7.3.2"}; ///< one of them
    std::vector<std::string> user = {"upn"}; ///< "upn", "email", "cn"; the first that is there
    std::chrono::minutes window{10};         ///< how long a request is good after it was signed
    std::chrono::seconds clock_skew{300};    ///< by how much the device's clock may be wrong
    std::string command;                     ///< empty: mdm-check-signature beside the program
    std::chrono::seconds time_limit{10};     ///< of the command
};

/// Fails with environment when no authority is configured.
Result<void> require(const Certificate& certificate);

} // namespace mdm::config
