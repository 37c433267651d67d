#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace mdm::config {

/// [web]: what all pages have in common.
struct Web {
    std::string organisation; ///< shown at the top; may be empty
    std::string logo_file;    ///< PNG, JPEG or SVG; empty: none
    std::string help;         ///< whom to ask, one line; may be empty
    std::string accent_color = "#0b5cad";
    std::string languages_folder; ///< of language files besides those that are installed
    std::string secret_file;      ///< the key of seals, mode 0600
};

/// [login]: the page of federated sign-in.
struct Login {
    std::vector<std::string> apprus = {"ms-app"}; ///< where a token may go
    std::string terms_file;                       ///< plain text; empty: nothing is to be accepted
    std::string throttle_file;                    ///< of the attempts, shared by all processes
    unsigned attempts_per_user = 5;               ///< within the window
    unsigned attempts_per_address = 30;           ///< within the window
    std::chrono::minutes window{15};
    std::chrono::minutes form_lifetime{30}; ///< how long a page may be filled in
};

/// [terms]: the terms of use of the Entra flow.
struct Terms {
    std::string text_file; ///< plain text; empty: there are none
    /// Where the answer may go.
    std::vector<std::string> redirect_uris = {"ms-appx-web", "ms-aadj-redir"};
    std::chrono::minutes form_lifetime{30};       ///< how long the page may be open
    std::chrono::minutes acceptance_lifetime{60}; ///< from there to the enrollment
};

} // namespace mdm::config
