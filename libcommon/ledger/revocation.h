#pragma once

#include "core/time.h"
#include "ledger/entry.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace soci {
class session;
}

namespace mdm::ledger {

/// What becomes of a row.
struct Ruling {
    State state = State::revoked;
    Revocation revocation;
    /// The key identifier of the authority that issued the certificate, upper-case hexadecimal;
    /// empty where nobody has the certificate. Lists of revoked certificates are kept by it.
    std::string authority;
};

/// Decides about a row; nothing leaves it as it is. Called under the lock of the row; again, where
/// the transaction has to be run again.
using Rule = std::function<std::optional<Ruling>(const Entry& entry)>;

/// The reason of a certificate that was on hold and is good again (RFC 5280 5.3.1).
constexpr std::string_view removed_from_list = "removeFromCRL";

/// A list of revoked certificates that an authority writes. Its number is the authority's own.
struct RevocationList {
    std::string authority; ///< key identifier, as `Ruling::authority`
    long long number = 0;
    std::optional<long long> base; ///< of a delta: the number of the complete list it builds on
    Time this_update;
    Time next_update;
    /// What certificates that were past their end have been on already: the last complete list that
    /// was written before this one; 0 where there is none.
    long long previous = 0;
    Time previous_update = {};
};

/// What a list is to be. Without a number it gets the next.
struct ListPlan {
    std::string authority;
    bool delta = false;
    std::optional<long long> number = {};
    Time this_update;
    Time next_update;
};

/// What a list says of one certificate.
struct Listed {
    std::string serial;
    Revocation revocation;
};

/// The statements behind `Ledger::revise`, `begin_list`, `finish_list`, `list_revocations`, in the
/// transaction of the caller.
void revise(soci::session& sql, const std::string& columns, std::span<const std::string> serials,
            const Rule& rule);
Result<RevocationList> begin_list(soci::session& sql, const ListPlan& plan);
void finish_list(soci::session& sql, const RevocationList& list);
void walk_revocations(soci::session& sql, const RevocationList& list,
                      const std::function<bool(const Listed&)>& each);

} // namespace mdm::ledger
