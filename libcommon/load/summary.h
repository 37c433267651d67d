#pragma once

#include "device/report.h"
#include "load/tally.h"

#include <string>

namespace mdm::load {

/// What a run came to, for a person: devices by outcome, what they were refused with, percentiles
/// of each step, and a histogram of whole enrollments and renewals. Nothing in it is secret.
std::string to_text(const Summary& summary, device::Colours colours);

/// The same for a program: one JSON object on one line; mdm-enroll(1) describes it.
std::string to_json(const Summary& summary);

/// The histograms of all that was measured, one above the other, as an SVG image that needs nothing
/// beside itself.
std::string to_svg(const Summary& summary);

/// Why a run does not end with ok: environment where an interruption left devices that were not
/// played to their end, refused where some did not end as they should.
Result<void> verdict(const Summary& summary);

/// What stands beside the bar of progress: percentiles of whole enrollments, and what went wrong by
/// subcode.
std::string status_line(const Tally& tally);

} // namespace mdm::load
