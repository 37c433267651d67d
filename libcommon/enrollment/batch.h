#pragma once

#include "enrollment/authorities.h"
#include "enrollment/order.h"
#include "enrollment/refusal.h"
#include "ledger/ledger.h"

#include <functional>
#include <vector>

namespace mdm::enrollment {

/// The certificate, or why there is none.
using Verdict = Result<record::Issued, Refusal>;

/// Orders on their way through a `Signer`: reserved, certified, stored. No certificate comes out
/// before it was stored.
class Batch {
public:
    explicit Batch(std::vector<Order> orders);

    [[nodiscard]] std::size_t size() const { return orders_.size(); }
    /// What became of each order, in order, once the batch was stored.
    std::vector<Verdict> verdicts() && { return std::move(verdicts_); }

private:
    friend class Signer;
    /// An order that no verdict was found on yet.
    struct Job {
        std::size_t place; ///< of the order
        const Authority* authority;
        ledger::Entry row = {};              ///< once reserved
        ledger::Ledger::Signed signed_ = {}; ///< once certified
    };
    void refuse_all(const Refusal& refusal);
    void keep(const std::function<bool(Job&, Verdict&)>& goes_on);

    std::vector<Order> orders_;
    std::vector<Verdict> verdicts_;
    std::vector<Job> jobs_;
};

} // namespace mdm::enrollment
