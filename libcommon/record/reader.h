#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace mdm::record {

/// The page that errors in a record name.
constexpr std::string_view record_spec = "mdm-record(5)";

/// Takes the members of one JSON object, each by its name, into values that keep their content
/// where the member is absent, and knows which members are left over. What is wrong first is kept.
class Reader {
public:
    Reader(const boost::json::object& object, std::string name)
        : object_(object), name_(std::move(name))
    {
    }

    /// Whether the member is there and is a text.
    bool read(std::string_view key, std::string& value);
    void read(std::string_view key, std::optional<std::string>& value);
    void read(std::string_view key, std::optional<int>& value);
    void read(std::string_view key, std::vector<std::string>& value);
    /// Base64.
    void read(std::string_view key, Bytes& value);
    void read(std::string_view key, std::vector<Bytes>& value);
    void read(std::string_view key, std::optional<Time>& value);

    /// Reads a member that is an object by a function of its own: `function(Reader&, value)`.
    template <class Value, class Function>
    void read_object(std::string_view key, Value& value, Function function)
    {
        const boost::json::value* const member = take(key);
        if (member == nullptr)
            return;
        if (!member->is_object()) {
            fail(key, "an object");
            return;
        }
        Reader inner(member->get_object(), path(key));
        function(inner, value);
        if (!error_)
            error_ = inner.error_;
    }

    /// Records that a member is wrong. False, for the caller to return.
    bool fail(std::string_view key, std::string_view expected);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    [[nodiscard]] const boost::json::object& object() const { return object_; }
    [[nodiscard]] bool was_taken(std::string_view key) const;

private:
    const boost::json::value* take(std::string_view key);
    [[nodiscard]] std::string path(std::string_view key) const;

    const boost::json::object& object_;
    std::string name_;
    std::vector<std::string_view> taken_;
    std::optional<Error> error_;
};

} // namespace mdm::record
