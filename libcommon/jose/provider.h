#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm::jose {

/// Where an issuer has its metadata (OpenID Connect Discovery 1.0, 4).
std::string metadata_url(std::string_view issuer);

/// The jwks_uri of an issuer's metadata. Fails with malformed on what is no metadata, with refused
/// where it is of another issuer, who could put keys of his own in the place of this one's, and on
/// a jwks_uri that is not https (4.3, 3).
Result<std::string> keys_url(std::string_view metadata, std::string_view issuer);

} // namespace mdm::jose
