#pragma once

#include "device/random.h"

namespace mdm::device {

/// Yields 0, 1, 2, ...: the same for every test.
inline Random counting_random()
{
    return [next = 0](std::span<unsigned char> bytes) mutable {
        for (unsigned char& byte : bytes)
            byte = static_cast<unsigned char>(next++);
    };
}

} // namespace mdm::device
