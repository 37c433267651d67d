#include "auth/timestamp.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::auth {
namespace {

namespace ns = xml::ns;

constexpr std::string_view clause = "WSS SOAP Message Security 1.1, 10";

Result<std::optional<Time>> find_time(const xml::Element& timestamp, std::string_view local)
{
    const auto text = TRY(xml::find_text(timestamp, {ns::utility, local}));
    if (!text)
        return std::optional<Time>{};
    const auto time = TRY_WITHIN(timestamp.path() + "/" + std::string(local), parse_time(*text));
    return std::optional(time);
}

} // namespace

Result<Time> check_timestamp(const xml::Element& security, Time now, const TimestampRules& rules)
{
    const auto timestamp = TRY(xml::child(security, {ns::utility, "Timestamp"}));
    const auto created = TRY(find_time(timestamp, "Created"));
    const auto expires = TRY(find_time(timestamp, "Expires"));
    if (!created)
        return Error{Errc::malformed, timestamp.path() + " has no Created", clause};
    if (expires && *expires <= *created)
        return Error{Errc::malformed, timestamp.path() + " expires before it begins", clause};
    const Time end = *created + rules.window;
    const Time last = std::min(expires.value_or(end), end) + rules.clock_skew;
    const std::string of_now =
        ", and here it is " + mdm::to_text(now) + ": check the clock of the device";
    if (*created > now + rules.clock_skew)
        return Error{Errc::refused,
                     "the request was signed in the future, at " + mdm::to_text(*created) + of_now,
                     clause};
    if (now > last)
        return Error{Errc::refused, "the request was good until " + mdm::to_text(last) + of_now,
                     clause};
    return last;
}

} // namespace mdm::auth
