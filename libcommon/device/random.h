#pragma once

#include <functional>
#include <span>
#include <string>

namespace mdm::device {

/// Fills the span with random bytes. Where these come from is the caller's choice.
using Random = std::function<void(std::span<unsigned char>)>;

/// "urn:uuid:" and a random UUID: a MessageID.
std::string draw_message_id(const Random& random);

} // namespace mdm::device
