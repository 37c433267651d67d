#pragma once

#include "core/result.h"
#include "core/time.h"
#include "ledger/fields.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mdm::ledger {

/// What became of a request that has to be approved. Of one that is issued, the approval was used;
/// its certificate may be on its way still.
enum class Stage { waiting, approved, denied, issued };

/// The words of the ledger: "waiting", "approved", "denied", "issued"; and back, which fails with
/// usage.
std::string_view to_text(Stage stage);
Result<Stage> stage_from(std::string_view word);

/// A request that somebody has to approve before it gets a certificate.
struct Submission {
    long long number = 0; ///< RequestID, 1 to 2147483647
    /// One text a request: the same one again is the same request. Empty where it gave that up.
    std::string request_key;
    std::string trace_id;
    std::string client; ///< "mdm" or "wstep"
    std::string user;   ///< canonical
    std::string device_id;
    std::string profile;
    std::string subject;        ///< RFC 4514 text, of the certificate
    std::string names;          ///< alternative names, with a space between two
    std::string key_thumbprint; ///< SHA-256 of the SubjectPublicKeyInfo, hexadecimal
    std::string content;        ///< a hash of all that the certificate would say
    Time asked_at;
    std::string record; ///< mdm-record(5), without a line feed
    Stage stage = Stage::waiting;
    Time decided_at = {};        ///< of a stage after waiting
    std::string decided_by = {}; ///< who approved or denied it
    std::string reason = {};     ///< why
    std::string serial = {};     ///< of the certificate, once it is there
};

/// What somebody decided.
struct Decision {
    Stage stage; ///< approved or denied
    std::string by;
    std::string reason = {};
    Time at;
};

/// How many requests may wait at a time, and since when they count.
struct Room {
    std::size_t per_user;
    std::size_t all;
    Time since;
};

/// The members under their names in JSON and CSV.
Fields fields_of(const Submission& submission);

/// The RequestID of a text of decimal digits. Fails with usage.
Result<long long> request_id_from(std::string_view text);

} // namespace mdm::ledger
