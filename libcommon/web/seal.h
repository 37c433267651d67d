#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::web {

/// What was sealed.
struct Sealed {
    std::string payload;
    bool expired = false;
};

/// Seals a payload: it goes to a browser or a device and comes back, and nobody but the holder of
/// the key can have written it. It can be read by everybody. `purpose` keeps the seals of different
/// uses apart, and so does whatever else a seal is bound to that goes along another way, such as a
/// cookie. Letters, digits, `-`, `_` and full stops; HMAC-SHA256.
std::string seal(const Secret& key, std::string_view purpose, std::string_view payload,
                 Time expires);

/// Reads what was sealed for the same purpose. What has expired is read too, and says so. Fails
/// with refused on everything that was not sealed so.
Result<Sealed> unseal(const Secret& key, std::string_view purpose, std::string_view sealed,
                      Time now);

/// Whether a text has the form of a seal, be it a good one or not.
bool is_seal(std::string_view text);

/// The key of the file that [web] secret_file names: at least 32 bytes, of its owner alone. Fails
/// with environment.
Result<Secret> load_key(const std::string& file);

} // namespace mdm::web
