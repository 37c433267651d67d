#pragma once

#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::web {

/// The fields of a form or of a query. They may hold a password, so they are wiped when they go.
class Fields {
public:
    Fields() = default;
    explicit Fields(std::vector<std::pair<std::string, std::string>> fields)
        : fields_(std::move(fields))
    {
    }
    Fields(const Fields&) = default;
    Fields(Fields&&) = default;
    Fields& operator=(const Fields&) = default;
    Fields& operator=(Fields&&) = default;
    ~Fields();

    /// The value of a field; nothing where it is not there. Of a field that is there twice, no
    /// value is the right one: fails with malformed.
    Result<std::optional<std::string>> find(std::string_view name) const;
    /// The same, and empty where it is not there.
    Result<std::string> text(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// Reads application/x-www-form-urlencoded, the form of queries too: UTF-8, `+` for a space, and
/// percent escapes (URL Living Standard 5.1). Fails with malformed on more than 32 fields, a broken
/// escape, a value that is not UTF-8, and a NUL.
Result<Fields> parse_form(std::string_view text);

/// A text for a query: everything but the unreserved characters of RFC 3986 2.3 is escaped.
std::string percent_encode(std::string_view text);

/// The fields in that form, in order.
std::string to_form(const std::vector<std::pair<std::string_view, std::string>>& fields);

} // namespace mdm::web
