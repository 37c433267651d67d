#pragma once

#include "core/result.h"
#include "device/random.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mdm::load {

/// A part of the devices: a number of them, or so many of a hundred.
struct Share {
    double value = 0;
    bool percent = false;

    /// How many of `total` these are: to the nearest, halves up, and never more than all.
    [[nodiscard]] std::size_t of(std::size_t total) const;
};

/// Reads "50" or "2.5%". Fails with usage on anything else, and above 100%.
Result<Share> share_from(std::string_view text);

/// Chooses some of a row of things by lot, one after the other and in constant memory: exactly
/// `chosen` of `total`, each set of them as likely as any other (Knuth, The Art of Computer
/// Programming, 3.4.2, algorithm S). The same random bytes choose the same.
class Lot {
public:
    Lot(std::size_t chosen, std::size_t total, device::Random random);

    /// Whether the next is one of them; no, once all were asked about.
    bool draw();

private:
    std::size_t chosen_;
    std::size_t left_;
    device::Random random_;
};

} // namespace mdm::load
