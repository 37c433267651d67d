#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"

#include <string>
#include <string_view>

namespace mdm::web {

/// Who reads the terms of use, as a token says it. A device alone has no user.
struct Reader {
    std::string tenant = {};
    std::string object_id = {};
    std::string user = {};
};

/// A reader as a text for a seal, and back. Names are compared without regard to case, as Entra
/// compares them.
std::string to_text(const Reader& reader);
Result<Reader> reader_from(std::string_view text);

/// The OpaqueBlob that says who accepted the terms of use, good until `expires`. It comes back from
/// the device as EnrollmentData. `digest` names the text that was accepted.
std::string seal_acceptance(const Secret& key, const Reader& reader, std::string_view digest,
                            Time expires);

/// Checks what came back as EnrollmentData. Fails with refused unless it is an acceptance by this
/// reader that has not expired.
Result<void> check_acceptance(const Secret& key, std::string_view blob, const Reader& reader,
                              Time now);

} // namespace mdm::web
