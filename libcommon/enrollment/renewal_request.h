#pragma once

#include "enrollment/authenticate.h"
#include "soap/envelope.h"

/// How `authenticate` reads a request for a certificate in the place of another.
namespace mdm::enrollment {

/// Whether the TLS client showed a certificate. One that the web server does not vouch for was
/// shown too, and its client gets to know why it is none.
bool shows_certificate(const Arrival& arrival);

/// Whom a certificate of ours proves.
auth::Identity owner_of(const ledger::Entry& certificate);

record::Identity to_record(const auth::Identity& identity);

/// Fills the record of a request that may renew `proof.old`: the request is `proof.request`.
/// NotEligibleToRenew: it may not. `user` has signed in besides.
Result<void, Refusal> accept_renewal(const std::optional<auth::Identity>& user, Proof proof,
                                     std::string token_type, const Renewals& renewals,
                                     const Arrival& arrival, record::Record& record);

/// Whether a plain client proves who it is by a certificate of ours in TLS, and by nothing else:
/// it asks for another one in its place.
Result<bool, Refusal> renews_by_tls(const Checks& checks, const Arrival& arrival,
                                    const record::Record& record, const soap::Envelope& envelope);

/// Reads such a request, which becomes one of kind renew.
Result<void, Refusal> read_renewal_by_tls(const Checks& checks, const Arrival& arrival,
                                          record::Record& record, const soap::Envelope& envelope);

} // namespace mdm::enrollment
