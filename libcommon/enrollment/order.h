#pragma once

#include "admission/rules.h"
#include "config/settings.h"
#include "enrollment/blueprint.h"
#include "enrollment/outcome.h"
#include "ledger/entry.h"
#include "x509/request.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// What the server has decided to certify.
struct Order {
    const config::Profile* profile; ///< of the settings, which outlive the order
    const Blueprint* blueprint;     ///< of the profile; outlives it too
    x509::Request request;
    std::string kind; ///< "issue", "renew" or "offline"
    std::string trace_id = {};
    std::string user = {};
    std::string device_id = {};
    Names names = {};
    Time not_before = {};
    Time not_after = {};
    /// What makes one order different from the next besides user, device, key, profile and issuer;
    /// orders that are the same in all of these get the same certificate.
    std::string distinction = {};
    std::optional<ledger::SpentToken> token = {}; ///< that the certificate spends
    std::string renews = {};                      ///< serial; empty unless of kind renew
    std::string enrollment_type = {};             ///< "Full", "Device" or empty
    std::string os_version = {};                  ///< as the device said; may be empty
    std::optional<admission::Cap> cap = {};       ///< on the user's devices
};

/// Decides what the certificate of a record of kind issue or renew says: from the identity and the
/// profile, never from the request. Refused: CertificateRequest where no profile is for it, and for
/// a request that the profile does not take, Authentication where the sign-in has expired,
/// InternalServiceFault for a record that lacks what its kind needs.
Result<Order, Refusal> order_from(const record::Record& record, const config::Settings& settings,
                                  Blueprints& blueprints, Time now);

/// When the certificate of a profile ends. Fails with refused where that is over.
Result<Time> require_end(const config::Profile& profile, Time now);

} // namespace mdm::enrollment
