#pragma once

#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mdm::jose {

/// What a token claims (RFC 7519 4), each member by its name. Values that are none of these types,
/// such as objects and null, are `std::monostate`; numbers are rounded down.
class Claims {
public:
    using Value =
        std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

    Claims() = default;
    explicit Claims(std::vector<std::pair<std::string, Value>> members)
        : members_(std::move(members))
    {
    }

    /// Null where there is no such claim.
    [[nodiscard]] const Value* find(std::string_view name) const;

    /// A claim that is a text, a time, or one text or an array of them; nothing, or no texts, where
    /// it is absent. Fails with malformed on another type, and on times outside the years 1970 to
    /// 9999.
    Result<std::optional<std::string>> text(std::string_view name) const;
    Result<std::optional<Time>> time(std::string_view name) const;
    Result<std::vector<std::string>> texts(std::string_view name) const;

private:
    std::vector<std::pair<std::string, Value>> members_;
};

/// Reads the payload of a token. Fails with malformed on what is not one JSON object, and on a
/// member that is there twice.
Result<Claims> parse_claims(std::string_view json);

/// A claim that must be there: a text that is one of `values`, or has one of them among its words,
/// as `scp` does; an array that holds one of them; true or false, written so.
struct RequiredClaim {
    std::string name;
    std::vector<std::string> values;
};

/// What is expected of a token besides its signature.
struct Expectation {
    /// iss is one of these; "{tenantid}" in them stands for the token's tid.
    std::vector<std::string> issuers;
    std::vector<std::string> audiences; ///< aud is, or holds, one of these
    std::vector<std::string> tenants;   ///< tid is one of these; empty: any, and none
    std::vector<RequiredClaim> required = {};
    std::chrono::seconds skew{60}; ///< how far apart the clocks may be
};

/// Compares claims with what is expected. exp must be there; nbf and iat count where they are.
/// UUIDs compare without case. Fails with refused, saying what is wrong, and with malformed on a
/// claim of the wrong type.
Result<void> check_claims(const Claims& claims, const Expectation& expected, Time now);

/// Whether `issuer` is the issuer that `pattern` means for a tenant: "{tenantid}" stands for it.
bool is_issuer(std::string_view pattern, const std::string& tenant, std::string_view issuer);

/// The text with the hexadecimal digits of every UUID in it in lower case (RFC 4122 3).
std::string with_lower_uuids(std::string_view text);

} // namespace mdm::jose
