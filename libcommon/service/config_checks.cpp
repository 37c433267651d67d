#include "service/config_checks.h"

#include "config/settings.h"
#include "core/file.h"
#include "core/text.h"
#include "enrollment/provision.h"
#include "enrollment/sign.h"
#include "ledger/ledger.h"
#include "x509/issue.h"

#include <algorithm>
#include <set>

#include <sys/stat.h>
#include <unistd.h>

namespace mdm::service {
namespace {

/// The host of a URL, with its port; empty where it is no https URL with a host.
std::string https_host(std::string_view url)
{
    constexpr std::string_view scheme = "https://";
    if (!equal_ignoring_case(url.substr(0, scheme.size()), scheme))
        return {};
    const auto rest = url.substr(scheme.size());
    return to_lower(rest.substr(0, rest.find_first_of("/?#")));
}

void require_https(std::string_view where, const std::string& url, Complaints& complaints)
{
    if (!url.empty() && https_host(url).empty())
        complaints.push_back(std::string(where) + ": '" + printable(url) +
                             "' is no https URL: devices talk to nothing else [MS-MDE2 3.1]");
}

/// The folder in which a file is made when it is not there.
std::string folder_of(const std::string& path)
{
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
}

bool is_folder(const std::string& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

} // namespace

void require_writable(std::string_view where, const std::string& path, Complaints& complaints)
{
    const std::string folder = folder_of(path);
    if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), R_OK | W_OK) != 0)
        complaints.push_back(complaint(where, file_error(path, "write")));
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        complaints.push_back(complaint(where, file_error(folder, "write files into")));
}

bool offers(const Subject& subject, std::string_view policy)
{
    const auto& policies = subject.settings.service.auth_policies;
    return std::find(policies.begin(), policies.end(), policy) != policies.end();
}

std::string complaint(std::string_view where, const Error& error)
{
    std::string line(where);
    line.append(where.empty() ? "" : ": ").append(error.message);
    if (!error.spec.empty())
        line.append(" [").append(error.spec).append("]");
    return line;
}

void require_unchangeable(std::string_view where, const std::string& path, Complaints& complaints)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IWOTH) != 0)
        complaints.push_back(std::string(where) + ": " + path +
                             ": everybody may change it; chmod o-w it");
}

void require_program(std::string_view where, const std::string& path, Complaints& complaints)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        complaints.push_back(complaint(where, file_error(path, "run")));
    else if (!S_ISREG(status.st_mode) || ::access(path.c_str(), X_OK) != 0)
        complaints.push_back(std::string(where) + ": " + path + ": is no program that can be run");
    require_unchangeable(where, path, complaints);
}

void check_file(const Subject& subject, Complaints& complaints)
{
    if (!subject.settings.path.empty())
        require_unchangeable("the configuration", subject.settings.path, complaints);
}

void check_service(const Subject& subject, Complaints& complaints)
{
    const config::Service& service = subject.settings.service;
    if (service.auth_policies.empty())
        complaints.push_back("[service] auth_policies is empty: every device is refused");
    if (std::set(service.auth_policies.begin(), service.auth_policies.end()).size() <
        service.auth_policies.size())
        complaints.push_back("[service] auth_policies names one of them twice");
    const std::pair<std::string_view, const std::string&> urls[] = {
        {"policy_url", service.policy_url}, {"enrollment_url", service.enrollment_url}};
    for (const auto& [key, url] : urls) {
        if (const auto there = config::require(url, "service", key); !there)
            complaints.push_back(complaint("", there.error()));
        require_https("[service] " + std::string(key), url, complaints);
    }
    const auto policy_host = https_host(service.policy_url);
    const auto enrollment_host = https_host(service.enrollment_url);
    if (!policy_host.empty() && !enrollment_host.empty() && policy_host != enrollment_host)
        complaints.push_back("[service] policy_url and enrollment_url have different hosts, " +
                             policy_host + " and " + enrollment_host + ": devices expect one");
}

void check_log(const Subject& subject, Complaints& complaints)
{
    if (!subject.settings.log.file.empty())
        require_writable("[log] file", subject.settings.log.file, complaints);
}

void check_ledger(const Subject& subject, Complaints& complaints)
{
    const std::string& path = subject.settings.ledger.url;
    if (const auto there = config::require(path, "ledger", "url"); !there) {
        complaints.push_back(complaint("", there.error()));
        return;
    }
    if (ledger::Ledger::is_on_server(path)) {
        // Its tables are made by whoever writes first, and the rest is for the server to say.
        if (const auto reached = ledger::Ledger::reach(path); !reached)
            complaints.push_back(complaint("[ledger] url", reached.error()));
        return;
    }
    const auto before = complaints.size();
    require_writable("[ledger] url", path, complaints);
    if (complaints.size() != before || ::access(path.c_str(), F_OK) != 0)
        return;
    if (is_folder(path))
        complaints.push_back("[ledger] url: " + path + ": is a folder");
    else if (const auto ledger = ledger::Ledger::open_to_read(path); !ledger)
        complaints.push_back(complaint("[ledger] url", ledger.error()));
}

void check_provisioning(const Subject& subject, Complaints& complaints)
{
    const config::Settings& settings = subject.settings;
    if (settings.renewal)
        require_https("[renewal] server_url", settings.renewal->server_url, complaints);
    if (const auto provisioner = enrollment::Provisioner::load(settings); !provisioner)
        complaints.push_back(complaint("", provisioner.error()));
}

} // namespace mdm::service
