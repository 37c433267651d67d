#include "device/device.h"

#include "core/bytes.h"
#include "core/text.h"
#include "core/uuid.h"
#include "ossl/digest.h"

#include <algorithm>
#include <array>

namespace mdm::device {
namespace {

std::string draw_hex(const Random& random, std::size_t bytes)
{
    Bytes drawn(bytes);
    random(drawn);
    return to_hex(drawn);
}

std::string draw_uuid(const Random& random)
{
    std::array<unsigned char, 16> bytes{};
    random(bytes);
    return to_uuid(bytes);
}

std::string to_upper(std::string text)
{
    for (char& character : text)
        if (character >= 'a' && character <= 'z')
            character = static_cast<char>(character - 'a' + 'A');
    return text;
}

/// Windows names a computer DESKTOP- and seven letters and digits.
std::string draw_name(const Random& random)
{
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::array<unsigned char, 7> bytes{};
    random(bytes);
    std::string name = "DESKTOP-";
    for (const unsigned char byte : bytes)
        name += alphabet[byte % alphabet.size()];
    return name;
}

/// A locally administered address, so that it is nobody's (IEEE 802, 8.2), in captured spelling.
std::string draw_mac(const Random& random)
{
    std::array<unsigned char, 6> bytes{};
    random(bytes);
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0xFC) | 0x02);
    std::string text = to_hex(bytes);
    for (std::size_t at = 2; at < text.size(); at += 3)
        text.insert(at, "-");
    return text;
}

std::string_view boolean(bool value)
{
    return value ? "True" : "False";
}

std::vector<ContextItem> usual_items(const Device& device, EnrollmentType type)
{
    std::vector<ContextItem> items{
        {"UXInitiated", std::string(boolean(type == EnrollmentType::full))},
        {"HWDevID", device.hardware_id},
        {"Locale", device.locale},
        {"TargetedUserLoggedIn", std::string(boolean(type == EnrollmentType::full))},
        {"OSEdition", device.os_edition},
        {"OSVersion", device.os_version},
        {"DeviceName", device.name},
    };
    for (const auto& mac : device.macs)
        items.push_back({"MAC", mac});
    const std::vector<ContextItem> rest{
        {"DeviceID", device.id},     {"EnrollmentType", std::string(to_text(type))},
        {"DeviceType", device.type}, {"ApplicationVersion", device.application_version},
        {"NotInOobe", "True"},       {"RequestVersion", device.request_version},
    };
    items.insert(items.end(), rest.begin(), rest.end());
    return items;
}

auto named(std::string_view name)
{
    return [name](const ContextItem& item) { return item.name == name; };
}

} // namespace

std::string draw_message_id(const Random& random)
{
    return "urn:uuid:" + draw_uuid(random);
}

Device draw_device(const Random& random)
{
    Device device;
    device.id = draw_hex(random, 16);
    device.enrollment_id = to_upper(draw_uuid(random));
    device.name = draw_name(random);
    device.hardware_id = draw_hex(random, 32);
    device.macs = {draw_mac(random), draw_mac(random)};
    return device;
}

std::string request_digits(const Device& device)
{
    std::string digits = to_upper(device.id);
    std::erase_if(digits, [](char c) { return c == '-' || c == '{' || c == '}'; });
    const bool all_hex = digits.find_first_not_of("0123456789ABCDEF") == std::string::npos;
    if (all_hex && digits.size() == 32)
        return digits;
    return to_hex(ossl::sha256(bytes_of(device.id))).substr(0, 32);
}

Result<EnrollmentType> enrollment_type_from(std::string_view word)
{
    if (word == "Full")
        return EnrollmentType::full;
    if (word == "Device")
        return EnrollmentType::device;
    return Error{Errc::usage, "'" + std::string(word) + "' is neither Full nor Device"};
}

std::string_view to_text(EnrollmentType type)
{
    return type == EnrollmentType::full ? "Full" : "Device";
}

Result<ContextItem> context_item_from(std::string_view text)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return Error{Errc::usage, "'" + printable(text) + "' is not NAME=VALUE"};
    return ContextItem{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::vector<ContextItem> context_items(const Device& device, EnrollmentType type,
                                       const std::vector<ContextItem>& changes)
{
    auto items = usual_items(device, type);
    std::vector<std::string_view> replaced;
    for (const ContextItem& change : changes) {
        const bool again =
            std::find(replaced.begin(), replaced.end(), change.name) != replaced.end();
        const auto first = std::find_if(items.begin(), items.end(), named(change.name));
        if (again) {
            const auto last = std::find_if(items.rbegin(), items.rend(), named(change.name));
            items.insert(last.base(), change);
            continue;
        }
        replaced.push_back(change.name);
        const auto at = first - items.begin();
        std::erase_if(items, named(change.name));
        items.insert(items.begin() + at, change);
    }
    return items;
}

} // namespace mdm::device
