#pragma once

#include "device/session.h"
#include "load/distribution.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::load {

/// How it ended for a device. The first three are as they should be.
enum class Outcome {
    enrolled,  ///< and that was all it was to do
    renewed,   ///< enrolled, and then renewed
    expected,  ///< faulty, and refused with the fault that is right for it
    refused,   ///< by a fault, or by a page of sign-in
    broken,    ///< an answer broke a rule
    silent,    ///< there was no answer
    accepted,  ///< faulty, and enrolled all the same
    otherwise, ///< faulty, and refused with another fault than the right one
    cut_off,   ///< while it was under way, by an interruption or since this side is at fault
};
constexpr std::size_t outcomes = 9;

/// "refused_as_expected", as JSON has it; for a person the same with spaces.
std::string_view word_of(Outcome outcome);
/// Whether it is as it should be.
bool good(Outcome outcome);

/// What is told of one device.
struct Ending {
    Outcome outcome = Outcome::enrolled;
    std::string step = {};       ///< where it ended; empty where all went well, as all that follows
    std::string subcode = {};    ///< of the fault; empty where there was none
    std::string error_type = {}; ///< the same
    std::string_view clause = {}; ///< that the answer broke; a literal
    std::string device_id = {};
    std::string message = {}; ///< one line
    std::string trace_id = {};
};

/// Devices that ended in the same way, and the first of them.
struct Group {
    Ending first;
    std::size_t count = 0;
};

/// What is measured: the steps that ask the server, and all of them together of an enrollment and
/// of a renewal.
constexpr std::array<std::string_view, 8> measures = {
    "probe", "discover", "sign in", "policies", "enroll", "renew", "enrollment", "renewal"};

/// What became of the devices, in memory that does not grow with their number.
class Tally {
public:
    /// Counts one device.
    void add(const Ending& ending);
    /// Notes how long the steps of a session took that went well, and all of it where it did.
    void add_times(const device::Session& session);

    [[nodiscard]] std::size_t devices() const;
    [[nodiscard]] std::size_t count(Outcome outcome) const
    {
        return counts_[static_cast<std::size_t>(outcome)];
    }
    /// The certificates that came.
    [[nodiscard]] std::size_t certificates() const { return certificates_; }
    /// Those that are neither enrolled nor renewed, most frequent first. At most 64, since servers
    /// choose the words; what is beyond is in `ungrouped`.
    [[nodiscard]] std::vector<Group> groups() const;
    [[nodiscard]] std::size_t ungrouped() const { return ungrouped_; }
    /// By the place in `measures`.
    [[nodiscard]] const std::array<Distribution, measures.size()>& times() const { return times_; }

private:
    std::array<std::size_t, outcomes> counts_{};
    std::size_t certificates_ = 0;
    std::vector<Group> groups_;
    std::size_t ungrouped_ = 0;
    std::array<Distribution, measures.size()> times_;
};

/// A whole run.
struct Summary {
    std::size_t count = 0; ///< devices that were asked for
    bool interrupted = false;
    Duration time{0}; ///< from the first device to the last
    Tally tally = {};

    /// Devices in a second; 0 before any time has passed.
    [[nodiscard]] double rate() const;
    /// Whether each device ended as it should.
    [[nodiscard]] bool good() const;
};

} // namespace mdm::load
