#pragma once

#include "core/time.h"
#include "service/checked_signature.h"
#include "x509/owner.h"
#include "x509/path.h"

#include <optional>
#include <vector>

namespace mdm::service {

/// Which signed messages are taken.
struct SignatureRules {
    x509::PathRules path;
    std::vector<Bytes> intermediates;      ///< DER; authorities below the anchors
    bool authorities_from_message = false; ///< the message may bring some along, too
    std::vector<x509::OwnerSource> user;   ///< where the certificate says whose it is
    std::size_t limit = 1U << 20;          ///< bytes of a message
};

/// The names of the files that rules are made of.
struct SignatureFiles {
    std::string anchors;                           ///< PEM, or one in DER
    std::optional<std::string> intermediates = {}; ///< likewise
    std::vector<std::string> revocation_lists =
        {}; ///< each as `x509::parse_revocation_lists` has it
};

/// Reads the files into the rules. Fails with environment, naming the file, when one cannot be read
/// or is not what it should be.
Result<void> read_signature_files(const SignatureFiles& files, SignatureRules& rules);

/// Checks that a SOAP message is signed by a certificate that the rules trust. Fails with malformed
/// on what is no signed message, with refused on one that is not taken, and with environment when
/// it cannot be told.
Result<CheckedSignature> check_signature(std::string_view message, const SignatureRules& rules);

} // namespace mdm::service
