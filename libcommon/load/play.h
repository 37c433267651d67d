#pragma once

#include "load/roster.h"
#include "load/tally.h"

#include <functional>
#include <string>

namespace mdm::load {

/// Whether what is under way is to be cut off.
using GiveUp = std::function<bool()>;

/// Where devices come from, and the world that each lives in. Several threads ask at once.
struct Source {
    /// What this device is and has. An error ends the run.
    std::function<Result<device::Plan>(const Entry& entry, const device::Random& random)> plan;
    /// A key in place of a fresh one for the renewal of this device; null: a fresh one.
    std::function<ossl::Key(const Entry& entry)> renewal_key;
    /// The world of a device, with connections of its own, which end when `give_up` says so. An
    /// error ends the run.
    std::function<Result<device::Surroundings>(const device::Plan& plan,
                                               const device::Random& random, const GiveUp& give_up)>
        surroundings;
};

/// What a device is played with.
struct Stage {
    const Source& source;
    device::Random random;
    GiveUp give_up;
    std::string directory; ///< what the device has in the end is kept here; empty: nowhere
    std::function<void(const device::Session&)> note; ///< is called with each session that is over
};

/// The renewal of what a device got, by its certificate alone.
device::Plan renewal_of(const device::Plan& enrollment, const device::Enrolled& enrolled);

/// Plays one device from its first request to its last: enrolls it, and renews its certificate
/// where that is asked for. Fails where this side is at fault: there is no token for it, or the
/// directory cannot be written.
Result<Ending> play(const Entry& entry, const Stage& stage);

} // namespace mdm::load
