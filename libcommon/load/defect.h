#pragma once

#include "core/result.h"
#include "device/session.h"

#include <span>
#include <string>
#include <string_view>

namespace mdm::load {

/// How the users of a run are known: a bit each, since a defect may fit several.
enum Policy : unsigned { onprem = 1, federated = 2, certificate = 4 };

/// Something that a faulty device does wrong, and the subcode of the fault that is the right answer
/// to it (MS-MDE2 2.2.10).
struct Defect {
    std::string_view word; ///< "weak-key"
    std::string_view subcode;
    unsigned policies; ///< those with which a device can have it
    /// Changes what the device is; null where that is not what is wrong.
    Result<void> (*change)(device::Plan& plan);
    /// Changes the request for a certificate on its way out; null where that is not what is wrong.
    /// Takes the place of `message`, which may hold a password.
    void (*spoil)(std::string& message);
};

/// All of them; they live as long as the program.
std::span<const Defect> defects();

/// Finds one by its word. Fails with usage, naming those that fit `policy`, where there is none or
/// it does not fit.
Result<const Defect*> defect_from(std::string_view word, Policy policy);

/// A transport that spoils the request for a certificate as `defect` has it, and sends the others
/// as they are.
device::Transport spoiled(device::Transport transport, const Defect& defect);

} // namespace mdm::load
