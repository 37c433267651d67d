#pragma once

#include "core/result.h"

#include <string_view>

#include <nlohmann/json.hpp>

namespace mdm::jose {

using Json = nlohmann::json;

/// Reads exactly one JSON object. Fails with malformed on what is none, on a member that stands
/// there twice, in it or in an object inside (RFC 7519 4: which of the two would count?), and on
/// objects and arrays more than 8 deep. `what` names it for the message.
Result<Json> parse_object(std::string_view text, std::string_view what);

/// A member that is a text; empty where it is absent. Fails with malformed on another type.
Result<std::string> text_member(const Json& object, const char* name, std::string_view what);

} // namespace mdm::jose
