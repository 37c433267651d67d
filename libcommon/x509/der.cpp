#include "x509/der.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace mdm::x509::der {
namespace {

Error malformed(std::string_view what, std::string_view why, std::string_view spec)
{
    return {Errc::malformed, std::string(what) + " " + std::string(why), spec};
}

struct Header {
    std::size_t size;    ///< of identifier and length octets
    std::size_t content; ///< octets that follow
};

/// The length octets of `bytes`, behind an identifier octet.
Result<Header> header(ByteView bytes, std::string_view what)
{
    if (bytes.size() < 2)
        return malformed(what, "is cut short", "X.690 8.1");
    if (bytes[1] < 0x80)
        return Header{2, bytes[1]};
    const std::size_t count = bytes[1] & 0x7FU;
    if (count == 0)
        return malformed(what, "has an indefinite length", "X.690 10.1");
    if (count > 4)
        return malformed(what, "is longer than any input may be", "X.690 8.1.3");
    if (bytes.size() < 2 + count)
        return malformed(what, "is cut short", "X.690 8.1");
    std::size_t length = 0;
    for (std::size_t i = 0; i < count; ++i)
        length = length << 8 | bytes[2 + i];
    if (length < 0x80 || bytes[2] == 0)
        return malformed(what, "has a length that is not in its shortest form", "X.690 10.1");
    return Header{2 + count, length};
}

/// Two decimal digits at `at`; -1 where there are none.
int two_digits(ByteView text, std::size_t at)
{
    const auto digit = [&](std::size_t i) { return text[i] - '0'; };
    for (const std::size_t i : {at, at + 1})
        if (text[i] < '0' || text[i] > '9')
            return -1;
    return digit(at) * 10 + digit(at + 1);
}

/// The moment that "YYYYMMDDHHMMSSZ", or "YYMMDDHHMMSSZ", stands for.
std::optional<Time> moment(ByteView text, bool long_year)
{
    std::array<int, 7> fields{};
    const std::size_t count = long_year ? 7 : 6;
    if (text.size() != count * 2 + 1 || text.back() != 'Z')
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        fields[i] = two_digits(text, i * 2);
        if (fields[i] < 0)
            return std::nullopt;
    }
    const int* rest = fields.data() + (long_year ? 2 : 1);
    // A year of two digits lies between 1950 and 2049 (RFC 5280 4.1.2.5.1).
    const int year =
        long_year ? fields[0] * 100 + fields[1] : fields[0] + (fields[0] < 50 ? 2000 : 1900);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(rest[0])},
                                           std::chrono::day{static_cast<unsigned>(rest[1])}};
    if (!date.ok() || rest[2] > 23 || rest[3] > 59 || rest[4] > 59)
        return std::nullopt;
    return Time{std::chrono::sys_days{date}} + std::chrono::hours{rest[2]} +
           std::chrono::minutes{rest[3]} + std::chrono::seconds{rest[4]};
}

void append_base128(Bytes& content, std::uint64_t number)
{
    int shift = 0;
    while (number >> shift >= 0x80)
        shift += 7;
    for (; shift > 0; shift -= 7)
        content.push_back(static_cast<unsigned char>(0x80U | (number >> shift & 0x7FU)));
    content.push_back(static_cast<unsigned char>(number & 0x7FU));
}

/// The next number of a dotted text; nothing where there is none, or one of more than 9 digits.
std::optional<std::uint64_t> next_arc(std::string_view& dotted)
{
    const std::string_view digits = dotted.substr(0, dotted.find('.'));
    dotted.remove_prefix(std::min(dotted.size(), digits.size() + 1));
    if (digits.empty() || digits.size() > 9 || (digits.size() > 1 && digits.front() == '0') ||
        digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : digits)
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return number;
}

} // namespace

Result<Element> Reader::any(std::string_view what)
{
    if (bytes_.empty())
        return malformed(what, "is missing", "X.690 8.1");
    if ((bytes_[0] & 0x1FU) == 0x1FU)
        return malformed(what, "has a tag of more than one octet", "X.690 8.1.2");
    const auto [size, length] = TRY(header(bytes_, what));
    if (bytes_.size() - size < length)
        return malformed(what, "is cut short", "X.690 8.1");
    const Element found{bytes_[0], bytes_.subspan(size, length), bytes_.first(size + length)};
    bytes_ = bytes_.subspan(size + length);
    return found;
}

Result<Element> Reader::take(Tag tag, std::string_view what)
{
    if (!bytes_.empty() && bytes_.front() != tag)
        return malformed(what, "is not of the type that stands here", "X.690 8.1.2");
    return any(what);
}

Result<Reader> Reader::enter(Tag tag, std::string_view what)
{
    const auto found = TRY(take(tag, what));
    return Reader(found.content);
}

Result<ByteView> Reader::positive(std::string_view what)
{
    auto content = TRY(take(integer, what)).content;
    if (content.empty() || (content.size() > 1 && content[0] == 0 && content[1] < 0x80))
        return malformed(what, "is a number that is not in its shortest form", "X.690 8.3.2");
    if (content[0] >= 0x80)
        return malformed(what, "is below zero", {});
    if (content[0] == 0)
        content = content.subspan(1);
    if (content.empty())
        return malformed(what, "is zero", {});
    return content;
}

Result<ByteView> Reader::octets_of_bits(std::string_view what)
{
    const auto content = TRY(take(bit_string, what)).content;
    if (content.empty() || content[0] != 0)
        return malformed(what, "is not of whole octets", "X.690 8.6");
    return content.subspan(1);
}

Result<Time> Reader::time(std::string_view what)
{
    const auto found = TRY(any(what));
    if (found.tag != utc_time && found.tag != generalized_time)
        return malformed(what, "is not a time", "RFC 5280 4.1.2.5");
    const auto value = moment(found.content, found.tag == generalized_time);
    if (!value)
        return malformed(what, "is not a time in UTC to the second", "RFC 5280 4.1.2.5");
    return *value;
}

Result<void> Reader::end(std::string_view what) const
{
    if (!bytes_.empty())
        return malformed(what, "is followed by bytes that do not belong there", {});
    return {};
}

Bytes element(Tag tag, std::initializer_list<ByteView> parts)
{
    std::size_t length = 0;
    for (const ByteView part : parts)
        length += part.size();
    Bytes whole;
    whole.reserve(length + 6);
    whole.push_back(tag);
    if (length < 0x80) {
        whole.push_back(static_cast<unsigned char>(length));
    } else {
        unsigned count = 1;
        while (length >> (8 * count) != 0)
            ++count;
        whole.push_back(static_cast<unsigned char>(0x80U | count));
        while (count-- > 0)
            whole.push_back(static_cast<unsigned char>(length >> (8 * count)));
    }
    for (const ByteView part : parts)
        whole.insert(whole.end(), part.begin(), part.end());
    return whole;
}

Bytes text(Tag tag, std::string_view content)
{
    return element(tag, {bytes_of(content)});
}

Bytes unsigned_integer(ByteView big_endian)
{
    constexpr unsigned char zero[] = {0};
    while (!big_endian.empty() && big_endian.front() == 0)
        big_endian = big_endian.subspan(1);
    const bool needs_sign = big_endian.empty() || big_endian.front() >= 0x80;
    return element(integer, {needs_sign ? ByteView(zero) : ByteView(), big_endian});
}

Bytes bits(ByteView octets)
{
    constexpr unsigned char unused[] = {0};
    return element(bit_string, {unused, octets});
}

Bytes time(Time time)
{
    // to_text yields "YYYY-MM-DDTHH:MM:SSZ".
    std::string digits = to_text(time);
    std::erase_if(digits, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    const bool two_digit_year = digits >= "1950" && digits < "2050";
    return two_digit_year ? text(utc_time, std::string_view(digits).substr(2))
                          : text(generalized_time, digits);
}

Result<Bytes> oid_from(std::string_view dotted)
{
    const Error wrong{Errc::malformed, "not an object identifier like 1.3.6.1.5.5.7.3.2",
                      "X.690 8.19"};
    if (dotted.empty() || dotted.back() == '.')
        return wrong;
    const auto first = next_arc(dotted);
    const auto second = next_arc(dotted);
    if (!first || !second || *first > 2 || (*first < 2 && *second > 39))
        return wrong;
    Bytes content;
    append_base128(content, *first * 40 + *second);
    while (!dotted.empty()) {
        const auto arc = next_arc(dotted);
        if (!arc)
            return wrong;
        append_base128(content, *arc);
    }
    return content;
}

std::string oid_text(ByteView content)
{
    std::string dotted;
    std::uint64_t number = 0;
    bool inside = false;
    for (const unsigned char byte : content) {
        if (number >> 56 != 0 || (!inside && byte == 0x80))
            return "?";
        number = number << 7 | (byte & 0x7FU);
        inside = (byte & 0x80U) != 0;
        if (inside)
            continue;
        if (dotted.empty()) {
            const std::uint64_t first = std::min<std::uint64_t>(number / 40, 2);
            dotted = std::to_string(first) + "." + std::to_string(number - first * 40);
        } else {
            dotted.append(".").append(std::to_string(number));
        }
        number = 0;
    }
    return inside || dotted.empty() ? "?" : dotted;
}

bool same(ByteView a, ByteView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

} // namespace mdm::x509::der
