#pragma once

#include "ledger/ledger.h"
#include "ledger/rows.h"

#include <array>
#include <optional>
#include <span>

namespace mdm::ledger {

/// Statements that write a group of rows each, for a server, to which every statement is a journey.
/// Not for SQLite, to which equal names of parameters are one. They run in the transaction of the
/// caller, and throw what SOCI throws.
class Bulk {
public:
    /// How many rows make a group.
    static constexpr std::size_t size = 32;

    explicit Bulk(soci::session& sql) : sql_(sql) {}
    Bulk(const Bulk&) = delete;
    Bulk& operator=(const Bulk&) = delete;

    /// Inserts a group of reservations, which have no token, renew nothing and are not capped.
    /// Yields their rows; nothing where one of them was not new, and then those that were have been
    /// inserted.
    std::optional<std::vector<Entry>> insert(std::span<const Reservation, size> group);

    /// Stores a group of certificates. Yields whether all were reserved and not stored yet; those
    /// that were are stored then, whatever it yields.
    bool update(std::span<const Ledger::Signed, size> group);

private:
    soci::session& sql_;
    // The statements are bound to these.
    std::array<CertificateRow, size> rows_;
    std::optional<soci::statement> insert_;
    std::optional<soci::statement> update_;
};

} // namespace mdm::ledger
