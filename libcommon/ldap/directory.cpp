#include "ldap/directory.h"

#include "core/expand.h"
#include "core/file.h"
#include "core/text.h"
#include "ldap/connection.h"
#include "ldap/filter.h"

#include <array>
#include <optional>

namespace mdm::ldap {
namespace {

using auth::Answer;
using auth::Finding;

constexpr int most_groups = 2000;
constexpr std::size_t longest_user = 256;
constexpr const char* locked_time = "pwdAccountLockedTime";

/// What every server is asked for.
struct Query {
    const config::Ldap& settings;
    const auth::UsernameToken& token;
    std::optional<Secret> bind_password;
    std::string filter;
};

Trouble trouble_of(const Error& error)
{
    return {error.message};
}

Result<Query, Trouble> query_of(const config::Ldap& settings, const auth::UsernameToken& token)
{
    if (const auto complete = config::require(settings); !complete)
        return trouble_of(complete.error());
    Query query{settings, token, {}, {}};
    const std::string user = escape_filter_value(token.username);
    auto filter = expand(settings.filter, std::array{Variable{"user", user}});
    if (!filter)
        return trouble_of(std::move(filter).error().within("[ldap] filter"));
    query.filter = std::move(filter).value();
    if (settings.bind_dn.empty())
        return query;
    const auto content = read_secret_file(settings.bind_password_file, 4096);
    if (!content)
        return trouble_of(content.error());
    const std::string& text = content->reveal();
    query.bind_password = Secret(text.substr(0, text.find_first_of("\r\n")));
    return query;
}

Result<void, Trouble> bind_service(Connection& connection, const Query& query)
{
    if (!query.bind_password)
        return {};
    const auto result = TRY(connection.bind(query.settings.bind_dn, *query.bind_password));
    if (finding_of(result, "") == Finding::right)
        return {};
    return Trouble{"[ldap] bind_dn: the directory does not let '" +
                   printable(query.settings.bind_dn) + "' in: result " +
                   std::to_string(result.code) + " " + printable(result.diagnostic)};
}

/// The one entry of the user; nothing where there is none. More than one is trouble: which of them
/// asks?
Result<std::optional<Entry>, Trouble> find_user(Connection& connection, const Query& query)
{
    std::vector<std::string> wanted{query.settings.user_attribute, locked_time};
    if (!query.settings.group_attribute.empty())
        wanted.push_back(query.settings.group_attribute);
    auto entries = TRY(connection.search(query.settings.base, query.filter, wanted, 1));
    if (entries.size() > 1)
        return Trouble{"[ldap] filter: more than one entry is '" + printable(query.token.username) +
                       "'"};
    if (entries.empty())
        return std::optional<Entry>();
    if (entries.front().dn.empty())
        return Trouble{"the directory sent an entry without a name"};
    return std::optional(std::move(entries.front()));
}

Result<std::string, Trouble> canonical_name(const Query& query, const Entry& entry)
{
    const std::string& attribute = query.settings.user_attribute;
    const auto& values = entry.attributes.at(attribute);
    if (values.size() != 1)
        return Trouble{"[ldap] user_attribute: '" + printable(entry.dn) + "' has " +
                       std::to_string(values.size()) + " values of " + attribute +
                       ", expected one"};
    const std::string& name = values.front();
    if (name.empty() || printable(name, longest_user) != name)
        return Trouble{"[ldap] user_attribute: '" + printable(entry.dn) + "': '" + printable(name) +
                       "' is no name of 1 to 256 bytes"};
    return name;
}

Result<std::vector<std::string>, Trouble> groups_of(Connection& connection, const Query& query,
                                                    const Entry& entry, const std::string& user)
{
    const config::Ldap& settings = query.settings;
    std::vector<std::string> groups;
    if (!settings.group_attribute.empty())
        for (const std::string& dn : entry.attributes.at(settings.group_attribute))
            groups.push_back(normalized_dn(dn));
    if (settings.group_filter.empty())
        return groups;
    const std::string dn = escape_filter_value(entry.dn);
    const std::string name = escape_filter_value(user);
    auto filter =
        expand(settings.group_filter, std::array{Variable{"dn", dn}, Variable{"user", name}});
    if (!filter)
        return trouble_of(std::move(filter).error().within("[ldap] group_filter"));
    const std::string& base = settings.group_base.empty() ? settings.base : settings.group_base;
    const auto found = TRY(connection.search(base, *filter, {}, most_groups));
    if (found.size() > most_groups)
        return Trouble{"[ldap] group_filter: '" + printable(entry.dn) +
                       "' is in more groups than the directory or the limit of " +
                       std::to_string(most_groups) + " allows"};
    for (const Entry& group : found)
        groups.push_back(normalized_dn(group.dn));
    return groups;
}

Answer judge(const Entry& entry, const BindResult& result)
{
    const auto& locked = entry.attributes.at(locked_time);
    const std::string since = locked.empty() ? "" : locked.front();
    Answer answer{.finding = finding_of(result, since), .detail = entry.dn};
    if (!result.diagnostic.empty())
        answer.detail += ": " + result.diagnostic;
    else if (answer.finding == Finding::locked && !since.empty())
        answer.detail += ": " + std::string(locked_time) + " " + since;
    if (answer.finding == Finding::not_asked)
        answer.detail += ": bind: result " + std::to_string(result.code);
    if (answer.finding == Finding::right && !result.grace_logins)
        answer.detail.clear();
    else if (answer.finding == Finding::right)
        answer.detail += ": the password has expired and is good for " +
                         std::to_string(*result.grace_logins) + " more times";
    answer.detail = printable(answer.detail, 500);
    return answer;
}

Result<Answer, Trouble> ask_server(const Query& query, const std::string& url)
{
    auto connection = TRY(Connection::open(query.settings, url));
    TRY(bind_service(connection, query));
    const auto entry = TRY(find_user(connection, query));
    if (!entry)
        return Answer{Finding::unknown};
    const auto user = TRY(canonical_name(query, *entry));
    auto groups = TRY(groups_of(connection, query, *entry, user));
    // Last, since from here on the connection is the user's.
    const auto result = TRY(connection.bind(entry->dn, query.token.password));
    Answer answer = judge(*entry, result);
    if (answer.finding == Finding::right) {
        answer.user = user;
        answer.groups = std::move(groups);
    }
    return answer;
}

} // namespace

Answer ask_directory(const config::Ldap& settings, const auth::UsernameToken& token)
{
    if (token.password.empty())
        return {.finding = Finding::wrong, .detail = "the password is empty"};
    const auto query = query_of(settings, token);
    if (!query)
        return {.finding = Finding::not_asked, .detail = query.error().message};
    std::string troubles;
    for (const std::string& url : settings.servers) {
        auto answer = ask_server(*query, url);
        if (answer)
            return std::move(answer).value();
        troubles.append(troubles.empty() ? "" : "; ").append(answer.error().message);
        if (!answer.error().elsewhere)
            break;
    }
    return {.finding = Finding::not_asked, .detail = printable(troubles, 500)};
}

} // namespace mdm::ldap
