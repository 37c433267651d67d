#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace mdm::config {

/// [[federated.issuers]]: whose tokens are taken besides our own.
struct TokenIssuer {
    std::string jwk_set;                ///< file with its keys; see mdm-jwks(1)
    std::vector<std::string> issuers;   ///< iss; "{tenantid}" stands for the tenant
    std::vector<std::string> audiences; ///< aud
    std::vector<std::string> tenants;   ///< tid; empty: any, and none
    /// Where the user's name is looked for, in order.
    std::vector<std::string> user_claims = {"upn", "preferred_username", "unique_name"};
    std::string groups_claim;              ///< empty: groups are not taken
    std::string device_claim = "deviceid"; ///< of the device in Entra
    std::vector<std::pair<std::string, std::vector<std::string>>> required; ///< claim, values
    bool device_tokens = false;  ///< a token without a user enrolls devices of type Device
    bool single_use = true;      ///< a token is good for one enrollment
    bool terms_required = false; ///< enrolling takes that the user accepted [terms]
};

/// [federated]: signing in by a token.
struct Federated {
    std::string authentication_url;    ///< of the web page that is announced to devices
    std::string key_file;              ///< the private key that signs our own tokens, PEM
    std::string issuer;                ///< of our own tokens; empty: enrollment_url
    std::string audience;              ///< of our own tokens; empty: enrollment_url
    std::chrono::minutes lifetime{10}; ///< of our own tokens
    std::chrono::seconds skew{60};     ///< how far apart the clocks may be
    std::vector<TokenIssuer> issuers;

    /// Whether any token at all can be good.
    [[nodiscard]] bool takes_tokens() const { return !key_file.empty() || !issuers.empty(); }
};

} // namespace mdm::config
