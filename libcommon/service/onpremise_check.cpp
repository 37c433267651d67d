#include "auth/password_store.h"
#include "core/file.h"
#include "service/config_checks.h"

#include <algorithm>

namespace mdm::service {
namespace {

constexpr std::string_view where = "[onpremise] checkers";

void check_users(const std::string& path, Complaints& complaints)
{
    const auto users = auth::load_password_file(path);
    if (!users)
        complaints.push_back(complaint("[onpremise] password_file", users.error()));
    else if (users->users().empty())
        complaints.push_back("[onpremise] password_file: " + path + ": has no users");
}

/// Whether a checker is mdm-check-ldap(1) with this configuration.
bool asks_this_directory(const config::Checker& checker)
{
    return checker.command.size() == 1 && checker.command.front().ends_with("/mdm-check-ldap");
}

} // namespace

void check_ldap(const Subject& subject, Complaints& complaints)
{
    const config::Ldap& ldap = subject.settings.ldap;
    const auto& checkers = subject.settings.onpremise.checkers;
    const bool asked = std::any_of(checkers.begin(), checkers.end(), asks_this_directory);
    if (!asked && ldap.servers.empty())
        return;
    if (const auto complete = config::require(ldap); !complete)
        complaints.push_back(complaint("", complete.error()));
    if (!ldap.ca_file.empty())
        require_certificates("[ldap] ca_file", ldap.ca_file, complaints);
    if (!ldap.bind_password_file.empty())
        if (const auto password = read_secret_file(ldap.bind_password_file); !password)
            complaints.push_back(complaint("[ldap] bind_password_file", password.error()));
    const auto patience = ldap.connect_timeout * static_cast<int>(ldap.servers.size());
    for (const config::Checker& checker : checkers)
        if (asks_this_directory(checker) && patience >= checker.time_limit)
            complaints.push_back("[ldap] connect_timeout_seconds: to try all servers may take " +
                                 std::to_string(patience.count()) +
                                 " s, and time_limit_seconds of the checker is " +
                                 std::to_string(checker.time_limit.count()));
}

void check_onpremise(const Subject& subject, Complaints& complaints)
{
    const config::OnPremise& onpremise = subject.settings.onpremise;
    const auto configured = config::require(onpremise);
    if (offers(subject, "OnPremise") && !configured)
        complaints.push_back("[service] auth_policies offers OnPremise, and " +
                             complaint("", configured.error()));
    if (!offers(subject, "OnPremise") && configured)
        complaints.push_back("[onpremise] is configured, and [service] auth_policies does not "
                             "offer OnPremise: nobody is asked for a password");
    for (const config::Checker& checker : onpremise.checkers) {
        if (checker.command.empty())
            check_users(checker.password_file, complaints);
        else
            require_program(where, checker.command.front(), complaints);
        if (checker.groups && checker.groups->empty())
            complaints.push_back(std::string(where) + ": " + checker.command.front() +
                                 ": groups is empty: none of its users may enroll");
    }
}

} // namespace mdm::service
