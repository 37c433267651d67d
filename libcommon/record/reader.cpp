#include "record/reader.h"

#include "core/base64.h"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

namespace mdm::record {

namespace json = boost::json;

std::string Reader::path(std::string_view key) const
{
    return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

const json::value* Reader::take(std::string_view key)
{
    taken_.push_back(key);
    return object_.if_contains(key);
}

bool Reader::was_taken(std::string_view key) const
{
    return std::find(taken_.begin(), taken_.end(), key) != taken_.end();
}

bool Reader::fail(std::string_view key, std::string_view expected)
{
    if (!error_)
        error_ = Error{Errc::malformed,
                       "the record's member '" + path(key) + "' must be " + std::string(expected),
                       record_spec};
    return false;
}

bool Reader::read(std::string_view key, std::string& value)
{
    const json::value* const member = take(key);
    if (member == nullptr)
        return false;
    if (!member->is_string())
        return fail(key, "a text");
    value.assign(member->get_string().begin(), member->get_string().end());
    return true;
}

void Reader::read(std::string_view key, std::optional<std::string>& value)
{
    std::string text;
    if (read(key, text))
        value = std::move(text);
}

void Reader::read(std::string_view key, std::optional<int>& value)
{
    const json::value* const member = take(key);
    if (member == nullptr)
        return;
    boost::system::error_code error;
    const int number = member->to_number<int>(error);
    if (!error && !member->is_double())
        value = number;
    else
        fail(key, "a whole number");
}

void Reader::read(std::string_view key, std::vector<std::string>& value)
{
    const json::value* const member = take(key);
    if (member == nullptr)
        return;
    if (!member->is_array()) {
        fail(key, "an array of texts");
        return;
    }
    value.reserve(member->get_array().size());
    for (const json::value& item : member->get_array()) {
        if (!item.is_string()) {
            fail(key, "an array of texts");
            return;
        }
        value.emplace_back(item.get_string().begin(), item.get_string().end());
    }
}

void Reader::read(std::string_view key, Bytes& value)
{
    std::string text;
    if (!read(key, text))
        return;
    if (auto bytes = decode_base64(text))
        value = std::move(bytes).value();
    else
        fail(key, "base64");
}

void Reader::read(std::string_view key, std::vector<Bytes>& value)
{
    std::vector<std::string> texts;
    read(key, texts);
    for (const auto& text : texts) {
        auto bytes = decode_base64(text);
        if (!bytes) {
            fail(key, "an array of base64");
            return;
        }
        value.push_back(std::move(bytes).value());
    }
}

void Reader::read(std::string_view key, std::optional<Time>& value)
{
    std::string text;
    if (!read(key, text))
        return;
    if (const auto time = parse_time(text))
        value = *time;
    else
        fail(key, "a time like 2026-11-23T08:15:42Z");
}

} // namespace mdm::record
