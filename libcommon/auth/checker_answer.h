#pragma once

#include "auth/checker.h"
#include "auth/username_token.h"
#include "core/secret.h"
#include "core/time.h"

#include <string>
#include <string_view>

namespace mdm::auth {

/// What a checker program and its caller say to each other; see mdm-checker(7).

/// The exit statuses of a checker program. Any other means `status_not_asked`.
constexpr int status_right = 0;
constexpr int status_refused = 1;
constexpr int status_not_asked = 111;

/// The descriptor that a checker program reads.
constexpr int checker_descriptor = 3;

/// The most that a checker program is sent.
constexpr std::size_t checker_question_limit = 1024;

/// User, password and time (seconds since 1970, decimal), each with a NUL byte at its end. Fails
/// with refused where the user or the password has a NUL byte itself.
Result<Secret> checker_question(const UsernameToken& token, Time now);

/// Reads what `checker_question` makes; the time may be absent, and what follows it is ignored.
/// Fails with malformed.
Result<UsernameToken> parse_checker_question(const Secret& question);

/// The JSON object of an answer, on one line, without line feed.
std::string to_json(const Answer& answer);
/// The status that goes with it.
int status_of(const Answer& answer);

/// What a program answered that ended with this status. The result is `not_asked`, with the reason
/// as its detail, where it did not go by the rules: a program that merely broke has not said no.
Answer parse_checker_answer(int status, std::string_view json);

} // namespace mdm::auth
