#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace mdm::config {

/// [web]: what the pages of mdm-login and mdm-terms have in common.
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

/// [terms]: the Terms of Use page of the Entra flow.
struct Terms {
    std::string text_file; ///< plain text
    std::vector<std::string> redirect_uris = {"ms-appx-web", "ms-aadj-redir"};
    bool required = false;           ///< whether an enrollment by a tenant's token needs consent
    std::chrono::hours lifetime{24}; ///< how long consent is good for an enrollment
};

} // namespace mdm::config
