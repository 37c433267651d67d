#include "load/share.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace mdm::load {

std::size_t Share::of(std::size_t total) const
{
    const double all = static_cast<double>(total);
    const double wanted = percent ? all * value / 100 : value;
    return wanted >= all ? total : static_cast<std::size_t>(std::floor(wanted + 0.5));
}

Result<Share> share_from(std::string_view text)
{
    const bool percent = text.ends_with('%');
    const auto number = text.substr(0, text.size() - (percent ? 1 : 0));
    const bool plain =
        number.find_first_not_of(percent ? "0123456789." : "0123456789") == std::string_view::npos;
    Share share{.value = 0, .percent = percent};
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), share.value);
    if (!plain || error != std::errc() || end != number.data() + number.size() ||
        (percent && share.value > 100))
        return Error{Errc::usage, "'" + std::string(text) +
                                      "' is neither a number of devices nor a share as 5%"};
    return share;
}

Lot::Lot(std::size_t chosen, std::size_t total, device::Random random)
    : chosen_(std::min(chosen, total)), left_(total), random_(std::move(random))
{
}

bool Lot::draw()
{
    if (chosen_ == 0)
        return false;
    unsigned char bytes[8];
    random_(bytes);
    std::uint64_t number = 0;
    for (const unsigned char byte : bytes)
        number = number << 8 | byte;
    const bool one = number % left_ < chosen_;
    --left_;
    chosen_ -= one ? 1 : 0;
    return one;
}

} // namespace mdm::load
