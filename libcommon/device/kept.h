#pragma once

#include "device/session.h"

#include <string>

namespace mdm::device {

/// What a device that enrolled before has, from the directory where `keep` put it.
struct Kept {
    Old old;
    std::string user = {};
    std::string device_id = {};
    EnrollmentType type = EnrollmentType::full;
    std::string provider_id = {};
};

/// The content of account.json: one JSON object on one line.
std::string account_json(const Enrolled& enrolled);

/// Reads such a directory. Fails with environment on a file that cannot be read, or a key that
/// others can read, and with malformed on one that holds something else; the message names it.
Result<Kept> load_kept(const std::string& directory);

} // namespace mdm::device
