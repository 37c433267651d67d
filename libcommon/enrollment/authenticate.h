#pragma once

#include "auth/identity.h"
#include "auth/username_token.h"
#include "config/settings.h"
#include "enrollment/outcome.h"
#include "enrollment/renewal.h"
#include "enrollment/signed_request.h"
#include "enrollment/token_rules.h"

#include <functional>
#include <optional>

namespace mdm::enrollment {

/// Checks a user's password. Authentication: not right, for whatever reason. Authorization: right,
/// and the user may not enroll. EnrollmentServer: it could not be found out.
using PasswordCheck =
    std::function<Result<auth::Identity, Refusal>(const auth::UsernameToken& token)>;

/// Checks the token of a federated sign-in, as `auth::parse_binary_token` yields it. Refuses with
/// Authentication and EnrollmentServer alone.
using TokenCheck = std::function<Result<auth::Identity, Refusal>(const Secret& token)>;

/// Whether the rules of the configuration let a request through, of which `record` holds what is
/// known. An empty one lets everything through.
using AdmissionCheck = std::function<Result<void, Refusal>(const record::Record& record)>;

/// Who can tell who is asking, one for each kind of credentials. Where one is empty, credentials of
/// that kind are not configured, and the answer to them is no.
struct Checks {
    PasswordCheck password = {};
    std::optional<CertificateCheck> certificate = {};
    TokenCheck token = {};
    /// Empty where there are no terms of use.
    TermsCheck terms = {};
    /// What it takes to know our certificates again; fails where that cannot be had.
    std::function<Result<Renewals>()> renewal = {};
    /// Asked before anybody's credentials, of what they may depend on.
    AdmissionCheck open = {};
    /// Asked when it is known who asks for what.
    AdmissionCheck admission = {};
};

/// The one door: reads a SOAP request of GetPolicies or RST, decides who is asking, and yields the
/// record of it. A signed request is read from what was signed alone, but for the ids in its
/// header, which are echoed. The record of a request that is refused bears a fault, with an
/// identity when it was refused after that was proved.
///
/// A renewal is proved by the certificate that it renews (see `require_proof`), and by the user's
/// credentials too where it bears some; both must agree. A GetPolicies without credentials may be
/// proved by a TLS client certificate of ours, since devices ask so on their way to a renewal; so
/// may a QueryTokenStatus. An Issue of a plain WSTEP client without credentials, over such a
/// connection, renews that certificate: kind renew.
///
/// MessageFormat: not a message of the protocol. InvalidSecurity: no usable WS-Security header.
/// Authentication: the credentials are wrong, or of a kind that is not configured. Authorization:
/// they are right, and their user may not enroll; with NotEligibleToRenew, the certificate may not
/// be renewed. With InvalidEnrollmentData, a user with a token has not accepted the terms of use.
/// EnrollmentServer: the check could not be made. And whatever a rule of the configuration ends in.
Outcome authenticate(ByteView message, const config::Service& service, const Checks& checks,
                     const Arrival& arrival);

} // namespace mdm::enrollment
