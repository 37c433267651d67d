#pragma once

#include "enrollment/blueprint.h"
#include "enrollment/order.h"
#include "ledger/submissions.h"

#include <functional>
#include <optional>

namespace mdm::enrollment {

/// What it takes to ask whether a request was approved.
struct Desk {
    const config::Settings& settings;
    Blueprints& blueprints;
    ledger::Ledger& ledger;
    std::function<long long()> draw_number; ///< 1 to 2147483647, hard to guess
};

/// What becomes of a record that is neither refused nor signed yet: one of the first three.
struct Decided {
    std::optional<Order> order = {};             ///< it is to be signed
    std::optional<ledger::Entry> entry = {};     ///< it was signed before
    std::optional<record::Pending> pending = {}; ///< somebody has to approve it first
    const config::Profile* profile = nullptr;    ///< null while it is pending
    long long request = 0; ///< the number of the request that was approved; 0: of none
};

/// Whether somebody has to approve an order before it is signed. A renewal was approved when its
/// certificate was issued first.
bool needs_approval(const Order& order);

/// Asks about an order that needs it. The same order again is the same request: of a plain client
/// that of the same user for the same key, and of a device that of the same user and device, which
/// makes a new key each time it tries. What would be certified must not have changed since.
///
/// Authorization with CustomServerError: a device has to come again later, since it does not wait.
/// CertificateRequest: the request was denied, or there is no room for one more that waits.
/// EnrollmentServer: the ledger cannot tell.
Result<Decided, Refusal> ask(Order order, const record::Record& record, const Desk& desk, Time now);

/// Answers a QueryTokenStatus: of the user who asked for the certificate, and of nobody else. What
/// is signed is what was asked for then, if that is what it would say now too.
Result<Decided, Refusal> poll(const record::Record& record, const Desk& desk, Time now);

} // namespace mdm::enrollment
