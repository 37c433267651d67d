#pragma once

#include "load/defect.h"
#include "load/share.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mdm::load {

/// A source of random bytes of its own for each purpose that is named: "device 17".
using Randoms = std::function<device::Random(const std::string& purpose)>;

/// How many devices there are, and which of them are special.
struct Crowd {
    std::size_t count = 1;
    Share faulty = {};
    std::vector<const Defect*> defects = {}; ///< that the faulty ones have, by turns
    Share renewing = {};                     ///< of those that are not faulty
};

/// One device and what it is to do.
struct Entry {
    std::size_t number = 1; ///< from 1
    const Defect* defect = nullptr;
    bool renews = false;
};

/// Calls the devices up, one after the other. Which are special is drawn by lot: exactly as many as
/// there are to be, and the same with the same random bytes.
class Roster {
public:
    Roster(const Crowd& crowd, const Randoms& randoms);

    /// The next; nothing at the end.
    std::optional<Entry> next();

private:
    std::size_t count_;
    std::size_t number_ = 0;
    std::vector<const Defect*> defects_;
    std::size_t faulty_ = 0; ///< so far
    Lot faults_;
    Lot renewals_;
};

} // namespace mdm::load
