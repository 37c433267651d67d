#pragma once

#include "ledger/ledger.h"
#include "ledger/rows.h"

#include <optional>

namespace mdm::ledger {

/// The statements of the signing path, each prepared when it is first needed and kept. They run in
/// the transaction of the caller, and throw what SOCI throws.
class Writer {
public:
    /// Whether what is asked for may have been done already, over a connection that was lost before
    /// it said so.
    enum class Again { no, yes };

    explicit Writer(soci::session& sql, Again again = Again::no) : sql_(sql), again_(again) {}
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// The row of a request, new or not; nothing when it may not renew what it renews, its user may
    /// not have one more device, or its token was spent on another; refused when its serial is used
    /// already.
    Result<std::optional<Entry>> reserve(const Reservation& reservation, const MayRenew& may_renew,
                                         const MayAdd& may_add);
    /// Nothing, or the row where another certificate is stored already; environment when its serial
    /// was never reserved.
    Result<std::optional<Entry>> store(const Ledger::Signed& signed_certificate);
    void record(std::span<const Attempt> attempts, std::size_t keep);

private:
    using Slot = std::optional<soci::statement>;
    bool insert();
    bool find_by_key();
    void give_up_key();
    bool update();
    bool find_by_serial();
    bool spend(const Reservation& reservation);
    bool may_follow(const Reservation& reservation, const MayRenew& may_renew);
    bool may_grow(const Reservation& reservation, const MayAdd& may_add);
    Result<Entry> find_or_insert();

    soci::session& sql_;
    Again again_;
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
