#pragma once

#include "core/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace mdm {

/// A moment in UTC, to the millisecond. Nothing in the library reads a clock: moments are
/// arguments.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-23T08:15:42Z"; with_milliseconds gives "2026-11-23T08:15:42.123Z" (RFC 3339 5.6).
std::string to_text(Time time);
std::string to_text_with_milliseconds(Time time);

/// Reads RFC 3339 5.6 date-time: fraction of any length, `Z` or an offset; without either, UTC is
/// meant. Fails with malformed, also for days that the calendar does not have.
Result<Time> parse_time(std::string_view text);

/// Whole seconds since 1970-01-01T00:00:00Z, rounded down, and back.
std::int64_t seconds_since_epoch(Time time);
Time time_from_seconds(std::int64_t seconds);

} // namespace mdm
