#pragma once

#include "core/result.h"
#include "ledger/entry.h"
#include "ledger/filter.h"
#include "ledger/revocation.h"
#include "ledger/signed_message.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mdm::ledger {

/// Whether something is done, or found out what would be done.
enum class Run { real, dry };

/// Whether a request may renew a certificate: its row, or null where the ledger does not know it,
/// and the request. Called in the transaction that reserves, so nobody changes the row meanwhile.
using MayRenew = std::function<bool(const Entry* old, const Reservation& request)>;

/// Whether a user who has so many devices may have one more, the one that a request is for. Called
/// in the transaction that reserves, so nobody adds another meanwhile, and perhaps more than once.
using MayAdd = std::function<bool(std::size_t devices, const Reservation& request)>;

/// The one store of what was issued. Any number of processes may have it open at once. Each call is
/// one transaction, which outlives the process when it returns; a call that fails has changed
/// nothing, but that a server may have done what it was cut off before it said so.
///
/// The order on issue (design, State): `reserve`, sign, `store`, and only then let the certificate
/// out. What `store` did is on the disk when it returns, and the reservations with it; a power cut
/// before that may take both, and no certificate has left. All failures of the database are
/// environment, and their messages name the ledger. Times are kept in whole seconds, rounded down.
/// A ledger does not outlive a fork: open it in the child.
class Ledger {
public:
    /// Opens the ledger at `url`: "sqlite:PATH" or a plain path, or "postgresql://..." as libpq
    /// reads it, without a password. The tables are made when they are not there, and a file, with
    /// mode 0600; the folder or database must be there. Fails with usage when `url` is not right,
    /// and with environment when the ledger cannot be written or was written by a newer version. A
    /// server that does not answer is waited for, here and later: see connect_timeout in
    /// mdm-ledger(1).
    static Result<Ledger> open(const std::string& url);
    /// Opens a ledger that is there already, to read it; the calls that write may fail.
    static Result<Ledger> open_to_read(const std::string& url);
    /// Whether the URL names a database on a server, and not a file.
    static bool is_on_server(const std::string& url);
    /// Whether the database at `url` can be reached, whatever is in it. Fails as `open` does.
    static Result<void> reach(const std::string& url);
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    /// Reserves a row for each request, all in one transaction, and yields the row of each, in
    /// order: a new reserved one, or the one that is already there under the same request key,
    /// reserved (a process died, or is at it now) or issued, while it is neither revoked nor past
    /// its end at `reserved_at`. A row past its end gives its request key up to the new one; the
    /// request key of a revoked one yields that row, past its end or not, and it is for the caller
    /// to refuse. Two equal request keys in one call yield the same row. A serial that is used
    /// already fails with refused and reserves none.
    ///
    /// In the same transaction the token of each request is spent on it. Nothing in the place of a
    /// row means that its token was spent on another request before, that it renews a certificate
    /// and `may_renew` said no, or that it is capped, for a device that its user has not yet, and
    /// `may_add` said no; then nothing was reserved for it. The same request may spend its token
    /// again, to get what it got.
    Result<std::vector<std::optional<Entry>>> reserve(std::span<const Reservation> reservations,
                                                      const MayRenew& may_renew = {},
                                                      const MayAdd& may_add = {});

    struct Signed {
        std::string serial;
        Bytes certificate; ///< DER
        std::string thumbprint;
        Time issued_at;
    };
    /// Stores the certificates of reserved rows, all in one transaction. Yields for each, in order,
    /// nothing where it was stored, and the row where another process had stored one first under
    /// the same serial: only what the ledger holds may be let out. Fails with environment when a
    /// serial was never reserved.
    Result<std::vector<std::optional<Entry>>> store(std::span<const Signed> signed_certificates);

    /// Writes down attempts, in one transaction. The newest `keep` are kept. A power cut may take
    /// the last ones.
    Result<void> record(std::span<const Attempt> attempts, std::size_t keep);

    /// Writes down that a signed request was taken at `now`, unless what was signed came before.
    Result<Seen> remember(const SignedMessage& message, Time now);

    /// Changes the rows of serials as `rule` says, all in one transaction, which is on the disk
    /// afterwards. Serials that are not known are passed over.
    Result<void> revise(std::span<const std::string> serials, const Rule& rule);

    /// The serials that were revoked for no known authority: their certificates were never stored,
    /// or they were revoked before the ledger knew of authorities.
    Result<std::vector<std::string>> find_unassigned();

    /// Gives a new list its number, which no other list of the authority has had or will have.
    /// Fails with refused when the number that was asked for, or the time, is not above that of the
    /// authority's last list, and where a delta has no complete list to build on.
    Result<RevocationList> begin_list(const ListPlan& plan);
    /// Calls `each` with what belongs on a list, by serial, in constant memory. `each` may stop it
    /// by yielding false.
    Result<void> list_revocations(const RevocationList& list,
                                  const std::function<bool(const Listed&)>& each);
    /// Writes down that a list has reached its readers: from now on deltas may build on it, and
    /// certificates past their end have been on it.
    Result<void> finish_list(const RevocationList& list);

    /// Takes rows away, with what was said about them, in one transaction: those that `may` lets
    /// go, but for revoked certificates that a list has yet to show (RFC 5280 3.3). Yields the
    /// serials of what went, or would go.
    Result<std::vector<std::string>> forget(std::span<const std::string> serials,
                                            const std::function<bool(const Entry&)>& may, Run run);
    /// The same of attempts that were made before a time; yields how many.
    Result<long long> forget_attempts(Time before, Run run);

    Result<std::optional<Entry>> find_serial(const std::string& serial);
    /// By SHA-1 thumbprint of the certificate. This and the trace id go through an index from end
    /// to end (0.1 s for a million rows); who has the certificate asks by its serial.
    Result<std::optional<Entry>> find_thumbprint(const std::string& thumbprint);
    Result<std::vector<Entry>> find_trace(const std::string& trace_id);
    Result<std::vector<Attempt>> find_attempts(const std::string& trace_id);

    /// Calls `each` for every row that the filter lets through, oldest first, in constant memory.
    /// `each` may stop the walk by yielding false. Writers are not held up, however long it takes;
    /// what they add meanwhile may or may not be seen.
    Result<void> list(const Filter& filter, const std::function<bool(const Entry&)>& each);
    Result<void> list_attempts(const Filter& filter,
                               const std::function<bool(const Attempt&)>& each);

private:
    friend class Submissions;
    struct State_;
    explicit Ledger(std::unique_ptr<State_> state);
    std::unique_ptr<State_> state_;
};

} // namespace mdm::ledger
