#pragma once

#include "cli/io.h"

namespace mdm::cli {

/// The system's random source, getrandom(2). Ends the process where there is none: nothing here can
/// go on without.
void random_from_system(std::span<unsigned char> bytes);

/// A stream of bytes that is the same for the same seed, so that an output can be repeated. It is
/// no secret: whoever knows the seed knows the bytes.
Random random_from_seed(std::string_view seed);

} // namespace mdm::cli
