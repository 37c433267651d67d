#pragma once

#include "load/play.h"

#include <chrono>
#include <functional>
#include <string>

namespace mdm::load {

/// A load of devices.
struct Run {
    Crowd crowd = {};
    unsigned parallel = 1;      ///< devices at once, a thread each
    std::string directory = {}; ///< where each gets one of its own, "000017"; empty: kept nowhere
    /// What an interruption leaves to those under way, before they are cut off.
    std::chrono::milliseconds grace{5000};
};

/// What looks on while it goes.
struct Watch {
    /// Whether no more devices are to begin. Asked ten times a second.
    std::function<bool()> interrupted;
    /// Told ten times a second how far it is.
    std::function<void(const Tally&)> look;
};

/// Plays all devices, in memory that does not grow with their number: what is told of one is
/// counted and forgotten.
///
/// An interruption begins no more devices and cuts off those under way after a time of grace; it is
/// no error. Fails where this side is at fault, as `play` does, which ends a run as an interruption
/// does; what was counted until then is in `summary` all the same. What `watch` throws ends it at
/// once.
Result<void> run(const Run& run, const Source& source, const Randoms& randoms, const Watch& watch,
                 Summary& summary);

} // namespace mdm::load
