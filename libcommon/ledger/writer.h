#pragma once

#include "ledger/bulk.h"
#include "ledger/ledger.h"
#include "ledger/rows.h"

#include <optional>
#include <span>
#include <vector>

namespace mdm::ledger {

/// The statements of the signing path, each prepared when it is first needed and kept. They run in
/// the transaction of the caller, and throw what SOCI throws.
class Writer {
public:
    /// Whether what is asked for may have been done already, over a connection that was lost before
    /// it said so.
    enum class Again { no, yes };

    /// Where statements are `far`, many rows are written by one.
    explicit Writer(soci::session& sql, bool far, Again again = Again::no)
        : sql_(sql), again_(again)
    {
        if (far)
            bulk_.emplace(sql);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    using Entries = std::vector<std::optional<Entry>>;
    /// The row of each request, new or not; nothing when it may not renew what it renews, its user
    /// may not have one more device, or its token was spent on another; refused when a serial is
    /// used already.
    Result<Entries> reserve(std::span<const Reservation> reservations, const MayRenew& may_renew,
                            const MayAdd& may_add);
    /// For each nothing, or the row where another certificate is stored already; environment when a
    /// serial was never reserved.
    Result<Entries> store(std::span<const Ledger::Signed> signed_certificates);
    void record(std::span<const Attempt> attempts, std::size_t keep);

private:
    using Slot = std::optional<soci::statement>;
    Result<std::optional<Entry>> reserve(const Reservation& reservation, const MayRenew& may_renew,
                                         const MayAdd& may_add, Again again);
    Result<std::optional<Entry>> store(const Ledger::Signed& signed_certificate);
    bool insert();
    bool find_by_key();
    void give_up_key();
    bool update();
    bool find_by_serial();
    bool spend(const Reservation& reservation);
    bool may_follow(const Reservation& reservation, const MayRenew& may_renew);
    bool may_grow(const Reservation& reservation, const MayAdd& may_add);
    Result<Entry> find_or_insert(Again again);

    soci::session& sql_;
    Again again_;
    std::optional<Bulk> bulk_;
    // The statements are bound to these: what goes in, what comes out.
    CertificateRow in_;
    CertificateRow out_;
    AttemptRow attempt_;
    TokenRow token_;
    HoldingsRow holdings_;
    Slot insert_;
    Slot find_by_key_;
    Slot give_up_key_;
    Slot update_;
    Slot find_by_serial_;
    Slot record_;
    Slot spend_;
    Slot forget_tokens_;
    Slot find_token_;
    Slot count_;
};

} // namespace mdm::ledger
