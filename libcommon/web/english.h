#pragma once

#include <string_view>

namespace mdm::web {

/// The English texts in the form of a language file: what every other language file is checked
/// against, and what is shown where it has no text.
std::string_view english();

} // namespace mdm::web
