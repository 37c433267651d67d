#include "ldap/bind_result.h"

#include "core/text.h"

#include <string_view>

namespace mdm::ldap {
namespace {

using auth::Finding;

// Result codes (RFC 4511 A.1).
constexpr int success = 0;
constexpr int constraint_violation = 19;
constexpr int inappropriate_authentication = 48;
constexpr int invalid_credentials = 49;
constexpr int unwilling_to_perform = 53;

// Errors of the password policy control (draft-behera-ldap-password-policy 6.2).
constexpr int password_expired = 0;
constexpr int account_locked = 1;
constexpr int change_after_reset = 2;

struct Row {
    std::string_view data;
    Finding finding;
};

/// System error codes in hexadecimal, as Active Directory writes them (MS-ERREF 2.2).
constexpr Row active_directory[] = {
    {"525", Finding::unknown},       // ERROR_NO_SUCH_USER
    {"52e", Finding::wrong},         // ERROR_LOGON_FAILURE
    {"52f", Finding::not_permitted}, // ERROR_ACCOUNT_RESTRICTION
    {"530", Finding::not_permitted}, // ERROR_INVALID_LOGON_HOURS
    {"531", Finding::not_permitted}, // ERROR_INVALID_WORKSTATION
    {"532", Finding::expired},       // ERROR_PASSWORD_EXPIRED
    {"533", Finding::locked},        // ERROR_ACCOUNT_DISABLED
    {"569", Finding::not_permitted}, // ERROR_LOGON_TYPE_NOT_GRANTED
    {"701", Finding::expired},       // ERROR_ACCOUNT_EXPIRED
    {"773", Finding::expired},       // ERROR_PASSWORD_MUST_CHANGE
    {"775", Finding::locked},        // ERROR_ACCOUNT_LOCKED_OUT
};

/// The "52e" of "... comment: AcceptSecurityContext error, data 52e, v4563".
std::string data_of(std::string_view diagnostic)
{
    constexpr std::string_view label = ", data ";
    const auto at = diagnostic.find(label);
    if (at == std::string_view::npos)
        return {};
    const auto rest = diagnostic.substr(at + label.size());
    return to_lower(rest.substr(0, rest.find_first_of(", \0")));
}

Finding finding_of_invalid(const BindResult& result, const std::string& locked_since)
{
    if (result.policy_error == account_locked)
        return Finding::locked;
    if (result.policy_error == password_expired)
        return Finding::expired;
    const std::string data = data_of(result.diagnostic);
    for (const Row& row : active_directory)
        if (row.data == data)
            return row.finding;
    return locked_since.empty() ? Finding::wrong : Finding::locked;
}

} // namespace

Finding finding_of(const BindResult& result, const std::string& locked_since)
{
    switch (result.code) {
    case success:
        return result.policy_error == change_after_reset ? Finding::expired : Finding::right;
    case invalid_credentials:
        return finding_of_invalid(result, locked_since);
    case inappropriate_authentication: // the entry has no password
        return Finding::wrong;
    case constraint_violation: // too many tries, says 389 Directory Server
        return Finding::locked;
    case unwilling_to_perform: // and this of an account that was switched off
        if (to_lower(result.diagnostic).find("inactivated") != std::string::npos)
            return Finding::locked;
        break;
    default:
        break;
    }
    return Finding::not_asked;
}

} // namespace mdm::ldap
