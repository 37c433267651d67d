#include "provisioning/rules.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mdm::provisioning {
namespace {

constexpr std::string_view poll_spec = "MS-MDE2 2.2.9.3";
constexpr std::string_view renew_spec = "MS-MDE2 2.2.9.2";
constexpr std::int64_t day = 1440;

constexpr std::array<PollParm, 6> parms{{
    {"Poll/NumberOfFirstRetries", &Poll::first_count},
    {"Poll/IntervalForFirstSetOfRetries", &Poll::first_interval},
    {"Poll/NumberOfSecondRetries", &Poll::second_count},
    {"Poll/IntervalForSecondSetOfRetries", &Poll::second_interval},
    {"Poll/NumberOfRemainingScheduledRetries", &Poll::remaining_count},
    {"Poll/IntervalForRemainingScheduledRetries", &Poll::remaining_interval},
}};

Error poll_error(std::string_view parm, std::string_view what)
{
    return {Errc::malformed, "Poll/" + std::string(parm) + " " + std::string(what), poll_spec};
}

bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

Result<void> check_days(std::string_view parm, std::chrono::days value)
{
    if (value.count() < 1 || value.count() > 1000)
        return Error{Errc::malformed, std::string(parm) + " must be 1 to 1000 days", renew_spec};
    return {};
}

} // namespace

std::span<const PollParm> poll_parms()
{
    return parms;
}

Poll poll_from(std::span<const Node> nodes, Poll otherwise)
{
    for (const Node& node : nodes)
        for (const PollParm& parm : parms)
            if (const auto* value = std::get_if<std::int64_t>(&node.value);
                value != nullptr && node.path == parm.path)
                otherwise.*parm.member = *value;
    return otherwise;
}

std::vector<Error> poll_errors(const Poll& poll)
{
    if (poll == Poll{0, 0, 0, 0, 0, 0})
        return {poll_error("NumberOfFirstRetries", "and the five parms after it are all 0")};
    if (poll.first_count == 0 && poll.second_count == 0 && poll.remaining_count == 0)
        return {poll_error("NumberOfFirstRetries", "and the two other counts are all 0")};
    std::vector<Error> errors;
    if (poll.first_count == 0)
        errors.push_back(poll_error("NumberOfFirstRetries",
                                    "must not be 0: the device would never end its first tries"));
    if (poll.remaining_interval != 0 && poll.remaining_interval < day)
        errors.push_back(poll_error("IntervalForRemainingScheduledRetries",
                                    "must not be less than 1440 minutes"));
    const bool second_endless = poll.second_count == 0 && poll.second_interval != 0;
    const bool remaining_endless = poll.remaining_count == 0 && poll.remaining_interval != 0;
    if (second_endless && remaining_endless)
        errors.push_back(poll_error("NumberOfSecondRetries",
                                    "and NumberOfRemainingScheduledRetries are both 0 with an "
                                    "interval: two schedules without end"));
    return errors;
}

Result<void> check_poll(const Poll& poll)
{
    auto errors = poll_errors(poll);
    if (errors.empty())
        return {};
    return std::move(errors.front());
}

Result<void> check_poll_order(const Poll& poll)
{
    if (poll.second_interval != 0 && poll.second_interval <= poll.first_interval)
        return poll_error("IntervalForSecondSetOfRetries",
                          "should exceed IntervalForFirstSetOfRetries");
    return {};
}

Result<void> check_renew(const Renew& renew)
{
    TRY(check_days("RenewPeriod", renew.period));
    TRY(check_days("RetryInterval", renew.retry_interval));
    if (renew.retry_interval > renew.period)
        return Error{Errc::malformed, "RetryInterval must not be longer than RenewPeriod",
                     renew_spec};
    if (!renew.server_url.empty())
        TRY(check_https("ServerURL", renew.server_url));
    return {};
}

Result<void> check_id(std::string_view id, std::string_view what)
{
    if (!id.empty() && std::all_of(id.begin(), id.end(), is_unreserved))
        return {};
    return Error{Errc::malformed,
                 std::string(what) + " '" + printable(id) +
                     "' must be letters, digits, '-', '.', '_' and '~'",
                 "DMClient CSP"};
}

Result<void> check_https(std::string_view what, std::string_view url)
{
    constexpr std::string_view scheme = "https://";
    const bool is_https = equal_ignoring_case(url.substr(0, scheme.size()), scheme);
    const auto rest = is_https ? url.substr(scheme.size()) : "";
    const bool bad = std::any_of(rest.begin(), rest.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    });
    if (rest.empty() || rest.front() == '/' || bad)
        return Error{Errc::malformed,
                     std::string(what) + " '" + printable(url) + "' is not an https URL",
                     "MS-MDE2 2.2.9.5"};
    return {};
}

} // namespace mdm::provisioning
