#include "inspect/lint_rules.h"

namespace mdm::inspect {
namespace {

// What is signed, and records.
constexpr Rule rows[] = {
    {"request", Severity::error, "RFC 2986 4",
     "A request is one PKCS #10 in DER, but for what Windows writes into its name."},
    {"request-signature", Severity::error, "RFC 2986 4.2", "A request is signed by its own key."},
    {"key", Severity::error, "MS-XCEP 3.1.4.1.3.20",
     "A key is RSA of 2048 bits or more, or EC on P-256, P-384 or P-521."},
    {"hash", Severity::warning, "RFC 6194 3", "Signatures are made with SHA-256 or better."},
    {"certificate", Severity::error, "RFC 5280 4.1", "A certificate is one in DER."},
    {"validity", Severity::error, "RFC 5280 4.1.2.5", "A certificate ends after it begins."},
    {"serial", Severity::error, "RFC 5280 4.1.2.2",
     "A serial number is above 0 and has at most 20 octets."},
    {"serial-short", Severity::warning, "CA/Browser Forum Baseline Requirements 7.1",
     "A serial number has 64 random bits or more."},
    {"renewal", Severity::error, "MS-MDE2 3.5.4.1.1.1",
     "A renewal is SignedData with the request inside, one signer and its certificate."},
    {"renewal-signature", Severity::error, "RFC 5652 5.6",
     "A renewal is signed by the key of the certificate that it bears."},
    {"renewal-same-key", Severity::warning, "MS-MDE2 3.5", "A renewal is about a new key."},
    {"token", Severity::error, "RFC 7519 3",
     "A token is header, claims and signature, JSON objects in base64url."},
    {"token-algorithm", Severity::error, "RFC 8725 3.1",
     "A token is signed, by an algorithm with a public key."},
    {"token-claims", Severity::warning, "RFC 7519 4.1",
     "A token says who issued it, for whom, and until when."},
    {"record", Severity::error, "mdm-record(5)", "A line is a record of version 1."},
    {"record-serial", Severity::error, "mdm-record(5)",
     "issued.serial is that of the certificate."},
    {"record-chain", Severity::error, "mdm-record(5)", "issued.chain begins with the issuer."},
    {"record-identity", Severity::warning, "mdm-record(5)",
     "A record says who asks, or why it was refused."},
    {"record-secret", Severity::error, "mdm-record(5)", "A record holds no password and no token."},
};

} // namespace

std::span<const Rule> object_rules()
{
    return rows;
}

} // namespace mdm::inspect
