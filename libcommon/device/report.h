#pragma once

#include "device/session.h"

#include <string>

namespace mdm::device {

enum class Colours { no, yes };

/// What happened, for a person: a line a step with its time, status and URL, below it what the step
/// found, and at last whether the device is enrolled. Nothing in it is secret.
std::string to_text(const Session& session, Colours colours);

/// The same for a program: one JSON object on one line; mdm-enroll(1) describes it.
std::string to_json(const Session& session);

} // namespace mdm::device
