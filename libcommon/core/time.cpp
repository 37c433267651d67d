#include "core/time.h"

#include "core/text.h"

namespace mdm {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Clock {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<milliseconds> time;
};

Clock civil(Time time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss<milliseconds>{time - day}};
}

/// Appends a number in so many digits, and what stands after it.
void append(std::string& text, long number, std::size_t digits, char after)
{
    const std::size_t begin = text.size();
    text.append(digits, '0').push_back(after);
    for (std::size_t at = begin + digits; at > begin; number /= 10)
        text[--at] = static_cast<char>('0' + number % 10);
}

std::string format(Time time, bool fraction)
{
    const Clock c = civil(time);
    std::string text;
    text.reserve(sizeof "2026-11-23T08:15:42.123Z");
    append(text, static_cast<int>(c.date.year()), 4, '-');
    append(text, static_cast<long>(static_cast<unsigned>(c.date.month())), 2, '-');
    append(text, static_cast<long>(static_cast<unsigned>(c.date.day())), 2, 'T');
    append(text, c.time.hours().count(), 2, ':');
    append(text, c.time.minutes().count(), 2, ':');
    append(text, c.time.seconds().count(), 2, fraction ? '.' : 'Z');
    if (fraction)
        append(text, c.time.subseconds().count(), 3, 'Z');
    return text;
}

/// Reads fields of digits and separators from the front of a text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    /// Takes exactly `digits` digits; -1 where there are none.
    int number(std::size_t digits)
    {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (text_.empty() || text_.front() < '0' || text_.front() > '9')
                return -1;
            value = value * 10 + (text_.front() - '0');
            text_.remove_prefix(1);
        }
        return value;
    }
    bool take(std::string_view any_of)
    {
        if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos)
            return false;
        taken_ = text_.front();
        text_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] char taken() const { return taken_; }
    [[nodiscard]] bool at_end() const { return text_.empty(); }

private:
    std::string_view text_;
    char taken_ = 0;
};

milliseconds fraction(Scanner& in)
{
    int value = 0;
    int scale = 100;
    for (int digit = in.number(1); digit >= 0; digit = in.number(1)) {
        value += digit * scale;
        scale /= 10;
    }
    return milliseconds{value};
}

/// What to subtract to come to UTC; nothing where the text is wrong.
std::optional<std::chrono::minutes> zone(Scanner& in)
{
    if (in.at_end() || in.take("Zz"))
        return std::chrono::minutes{0};
    if (!in.take("+-"))
        return std::nullopt;
    const int sign = in.taken() == '-' ? -1 : 1;
    const int hours = in.number(2);
    if (!in.take(":"))
        return std::nullopt;
    const int minutes = in.number(2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return std::nullopt;
    return std::chrono::minutes{sign * (hours * 60 + minutes)};
}

} // namespace

std::string to_text(Time time)
{
    return format(time, false);
}

std::string to_text_with_milliseconds(Time time)
{
    return format(time, true);
}

Result<Time> parse_time(std::string_view text)
{
    const Error wrong{Errc::malformed, "not a time like 2026-11-23T08:15:42Z", "RFC 3339 5.6"};
    Scanner in(trim(text));
    const int year = in.number(4);
    const bool dash1 = in.take("-");
    const int month = in.number(2);
    const bool dash2 = in.take("-");
    const int day = in.number(2);
    const bool t = in.take("Tt ");
    const int hour = in.number(2);
    const bool colon1 = in.take(":");
    const int minute = in.number(2);
    const bool colon2 = in.take(":");
    const int second = in.number(2);
    if (!dash1 || !dash2 || !t || !colon1 || !colon2 || year < 0 || month < 1 || day < 1 ||
        hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return wrong;
    milliseconds part{0};
    if (in.take("."))
        part = fraction(in);
    const auto offset = zone(in);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!offset || !in.at_end() || !date.ok())
        return wrong;
    const Time time = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                      std::chrono::minutes{minute} + seconds{second} + part;
    return time - *offset;
}

std::int64_t seconds_since_epoch(Time time)
{
    return std::chrono::floor<seconds>(time).time_since_epoch().count();
}

Time time_from_seconds(std::int64_t count)
{
    return Time{seconds{count}};
}

} // namespace mdm
