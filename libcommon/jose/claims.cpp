#include "jose/claims.h"

#include "jose/json.h"

#include <algorithm>
#include <cmath>

namespace mdm::jose {
namespace {

constexpr std::int64_t last_second = 253402300799; // 9999-12-31T23:59:59Z

Claims::Value array_of(const Json& array)
{
    std::vector<std::string> texts;
    for (const Json& item : array) {
        if (!item.is_string())
            return {};
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

Claims::Value number_of(const Json& number)
{
    // Beyond this a double is no exact number, and no time.
    constexpr double limit = 9007199254740992.0;
    const auto value = number.get<double>();
    if (!(std::abs(value) < limit))
        return {};
    return static_cast<std::int64_t>(std::floor(value));
}

Claims::Value value_of(const Json& json)
{
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number())
        return number_of(json);
    return json.is_array() ? array_of(json) : Claims::Value{};
}

Error wrong_type(std::string_view name, std::string_view expected)
{
    return {Errc::malformed,
            "the token's claim '" + std::string(name) + "' must be " + std::string(expected),
            "RFC 7519 4"};
}

} // namespace

const Claims::Value* Claims::find(std::string_view name) const
{
    for (const auto& [key, value] : members_)
        if (key == name)
            return &value;
    return nullptr;
}

Result<std::optional<std::string>> Claims::text(std::string_view name) const
{
    const Value* value = find(name);
    if (value == nullptr)
        return std::optional<std::string>();
    if (const auto* text = std::get_if<std::string>(value))
        return std::optional(*text);
    return wrong_type(name, "a text");
}

Result<std::optional<Time>> Claims::time(std::string_view name) const
{
    const Value* value = find(name);
    if (value == nullptr)
        return std::optional<Time>();
    const auto* seconds = std::get_if<std::int64_t>(value);
    if (seconds == nullptr || *seconds < 0 || *seconds > last_second)
        return wrong_type(name, "a time in seconds since 1970");
    return std::optional(time_from_seconds(*seconds));
}

Result<std::vector<std::string>> Claims::texts(std::string_view name) const
{
    const Value* value = find(name);
    if (value == nullptr)
        return std::vector<std::string>();
    if (const auto* text = std::get_if<std::string>(value))
        return std::vector{*text};
    if (const auto* texts = std::get_if<std::vector<std::string>>(value))
        return *texts;
    return wrong_type(name, "a text or an array of texts");
}

Result<Claims> parse_claims(std::string_view json)
{
    const auto object = TRY(parse_object(json, "the payload of the token"));
    std::vector<std::pair<std::string, Claims::Value>> members;
    for (const auto& [name, value] : object.items())
        members.emplace_back(name, value_of(value));
    return Claims(std::move(members));
}

} // namespace mdm::jose
