#pragma once

#include "config/settings.h"
#include "enrollment/outcome.h"
#include "ledger/entry.h"
#include "x509/certificate.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// What it takes to know the certificates of this service again.
struct Renewals {
    config::Renewal rules;
    /// Whose settings are those of the certificate: `rules_for`, and whether SHA-1 is taken.
    std::span<const config::Profile> profiles = {};
    std::vector<x509::Certificate> authorities = {};
    /// The ledger's row of a serial, as `ledger::Ledger::find_serial`.
    std::function<Result<std::optional<ledger::Entry>>(const std::string&)> find = {};
};

/// How long before its end a certificate of a profile is renewed; null: of none that there is.
std::chrono::days renewal_period(const config::Renewal& rules, const config::Profile* profile);

/// The rules for a certificate that was issued by the profile of that name.
config::Renewal rules_for(const config::Renewal& rules, std::span<const config::Profile> profiles,
                          const std::string& name);

/// Authorization with the detail NotEligibleToRenew, and why.
Refusal not_eligible(std::string why);

/// The ledger's row of a certificate, if it is one of this service that still stands: issued by a
/// known authority, in the ledger byte for byte, and not revoked. Its time is not looked at.
Result<ledger::Entry, Refusal> require_ours(ByteView certificate, const Renewals& renewals);

/// The row of the certificate that a TLS client showed, which its key has proved to be its own:
/// for devices that ask for a policy on their way to a renewal. It is one of ours and inside its
/// time.
Result<ledger::Entry, Refusal> require_client(const Arrival& arrival, const Renewals& renewals);

/// What a renewal proves by itself.
struct Proof {
    ledger::Entry old; ///< the certificate that it renews
    Bytes request;     ///< DER PKCS #10, as it was signed
};

/// Who signed the PKCS #7 message of a renewal. The signer's certificate is looked up before
/// anything is computed with its key; then the signature is verified, and the certificate compared
/// with the one of the TLS client, byte for byte. `by_user` says whether the request bears a user's
/// credentials too: the rules tell which renewals may come without a TLS client certificate. One
/// that the web server does not vouch for is none.
///
/// MessageFormat: no message of one signer. Authentication: the signature does not verify.
/// NotEligibleToRenew: all else.
Result<Proof, Refusal> require_proof(ByteView message, bool by_user, const Arrival& arrival,
                                     const Renewals& renewals);

/// Who asks for a renewal, for which device.
struct Claim {
    std::string user;
    std::string device_id; ///< empty where the request does not say
    Time now;
};

/// Whether a row may be renewed: it stands, it is inside its renewal period, and it is the same
/// user's and the same device's. The door asks this, and the signer once more in the transaction
/// that reserves. User names compare without ASCII case.
Result<void, Refusal> require_eligible(const ledger::Entry& old, const Claim& claim,
                                       const config::Renewal& rules);

/// The same of the row of the old certificate, null where there is none, and the one that is to be
/// reserved; and whether the new key is another, where the rules ask for that. Absent rules: no
/// certificate is renewed. CertificateRequest: it is the old key.
Result<void, Refusal> require_successor(const ledger::Entry* old, const ledger::Reservation& fresh,
                                        const std::optional<config::Renewal>& rules, Time now);

} // namespace mdm::enrollment
