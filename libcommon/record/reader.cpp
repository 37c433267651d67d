#include "record/reader.h"

#include "core/base64.h"

namespace mdm::record {

std::string Reader::path(const char* key) const
{
    return name_.empty() ? key : name_ + "." + key;
}

Json* Reader::take(const char* key)
{
    taken_.emplace_back(key);
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
}

bool Reader::was_taken(const std::string& key) const
{
    return std::find(taken_.begin(), taken_.end(), key) != taken_.end();
}

bool Reader::fail(const char* key, std::string_view expected)
{
    if (!error_)
        error_ = Error{Errc::malformed,
                       "the record's member '" + path(key) + "' must be " + std::string(expected),
                       record_spec};
    return false;
}

bool Reader::read(const char* key, std::string& value)
{
    Json* const member = take(key);
    if (member == nullptr)
        return false;
    if (!member->is_string())
        return fail(key, "a text");
    value = std::move(member->get_ref<std::string&>());
    return true;
}

void Reader::read(const char* key, std::optional<std::string>& value)
{
    std::string text;
    if (read(key, text))
        value = std::move(text);
}

void Reader::read(const char* key, std::optional<int>& value)
{
    const Json* const member = take(key);
    if (member == nullptr)
        return;
    if (member->is_number_integer())
        value = member->get<int>();
    else
        fail(key, "a whole number");
}

void Reader::read(const char* key, std::vector<std::string>& value)
{
    Json* const member = take(key);
    if (member == nullptr)
        return;
    if (!member->is_array() || !std::all_of(member->begin(), member->end(),
                                            [](const Json& item) { return item.is_string(); })) {
        fail(key, "an array of texts");
        return;
    }
    for (Json& item : *member)
        value.push_back(std::move(item.get_ref<std::string&>()));
}

void Reader::read(const char* key, Bytes& value)
{
    std::string text;
    if (!read(key, text))
        return;
    if (auto bytes = decode_base64(text))
        value = std::move(bytes).value();
    else
        fail(key, "base64");
}

void Reader::read(const char* key, std::vector<Bytes>& value)
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

void Reader::read(const char* key, std::optional<Time>& value)
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
