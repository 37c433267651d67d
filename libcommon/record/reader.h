#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace mdm::record {

using Json = nlohmann::ordered_json;

/// The page that errors in a record name.
constexpr std::string_view record_spec = "mdm-record(5)";

/// Takes the members of one JSON object, each by its name, into values that keep their content
/// where the member is absent, and knows which members are left over. What is wrong first is kept.
class Reader {
public:
    Reader(Json& object, std::string name) : object_(object), name_(std::move(name)) {}

    /// Whether the member is there and is a text.
    bool read(const char* key, std::string& value);
    void read(const char* key, std::optional<std::string>& value);
    void read(const char* key, std::optional<int>& value);
    void read(const char* key, std::vector<std::string>& value);
    /// Base64.
    void read(const char* key, Bytes& value);
    void read(const char* key, std::vector<Bytes>& value);
    void read(const char* key, std::optional<Time>& value);

    /// Reads a member that is an object by a function of its own: `function(Reader&, value)`.
    template <class Value, class Function>
    void read_object(const char* key, Value& value, Function function)
    {
        Json* const member = take(key);
        if (member == nullptr)
            return;
        if (!member->is_object()) {
            fail(key, "an object");
            return;
        }
        Reader inner(*member, path(key));
        function(inner, value);
        if (!error_)
            error_ = inner.error_;
    }

    /// Records that a member is wrong. False, for the caller to return.
    bool fail(const char* key, std::string_view expected);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    [[nodiscard]] Json& object() { return object_; }
    [[nodiscard]] bool was_taken(const std::string& key) const;

private:
    Json* take(const char* key);
    [[nodiscard]] std::string path(const char* key) const;

    Json& object_;
    std::string name_;
    std::vector<std::string> taken_;
    std::optional<Error> error_;
};

} // namespace mdm::record
