#include "admission/audience.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::admission {
namespace {

using config::Audience;

bool contains(const std::vector<std::string>& list, std::string_view value)
{
    return std::ranges::any_of(
        list, [&](const std::string& item) { return equal_ignoring_case(item, value); });
}

bool lets_user(const Audience::List& list, std::string_view user)
{
    const auto fits = [&](std::string_view item) {
        if (!item.starts_with("*@"))
            return equal_ignoring_case(item, user);
        const auto at = user.rfind('@');
        return at != std::string_view::npos && equal_ignoring_case(item.substr(1), user.substr(at));
    };
    return !list || std::ranges::any_of(*list, fits);
}

bool lets_fact(const Audience::List& list, const record::Record& record, std::string_view name)
{
    return !list || contains(*list, record::find_fact(record, name).value_or(""));
}

} // namespace

bool lets_identity(const Audience& audience, const record::Identity& identity)
{
    return lets_user(audience.users, identity.user) &&
           (!audience.groups || std::ranges::any_of(identity.groups, [&](const std::string& group) {
               return contains(*audience.groups, group);
           }));
}

bool lets_device(const Audience& audience, const record::Record& record)
{
    return lets_fact(audience.enrollment_types, record, "EnrollmentType") &&
           lets_fact(audience.device_types, record, "DeviceType");
}

bool lets_client(const Audience& audience, std::string_view client)
{
    return !audience.clients || contains(*audience.clients, client);
}

bool lets(const Audience& audience, const record::Record& record)
{
    return lets_identity(audience, record.identity.value_or(record::Identity{})) &&
           lets_device(audience, record) && lets_client(audience, record::client_of(record));
}

} // namespace mdm::admission
