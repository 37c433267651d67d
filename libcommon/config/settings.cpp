#include "config/settings.h"

#include "config/readers.h"
#include "core/file.h"

#include <sys/stat.h>

namespace mdm::config {
namespace {

constexpr std::size_t file_limit = 1U << 20;

Result<Service> read_service(Table table)
{
    Service service;
    table.read("auth_policies", service.auth_policies);
    for (const auto& policy : service.auth_policies)
        if (policy != "OnPremise" && policy != "Certificate" && policy != "Federated")
            table.fail("auth_policies",
                       "an array of \"OnPremise\", \"Certificate\", \"Federated\"");
    table.read("policy_url", service.policy_url);
    table.read("enrollment_url", service.enrollment_url);
    table.read("enrollment_version", service.enrollment_version, 3.0, 4.0);
    table.read("language", service.language);
    table.read_number("fault_status", service.fault_status, 200, 599);
    table.read("client_certificates", service.client_certificates);
    table.read_number("body_limit", service.body_limit, 1024, 64 << 20);
    TRY(table.finish());
    return service;
}

Result<Log> read_log(Table table)
{
    Log log;
    table.read_path("file", log.file);
    table.read_number("file_limit", log.file_limit, 4096, std::int64_t{1} << 40);
    TRY(table.finish());
    return log;
}

/// The path of a ledger in a file, joined to the folder where it is relative.
std::string absolute(const std::string& url, const std::string& folder)
{
    if (url.starts_with("postgresql:") || url.starts_with("postgres:"))
        return url;
    constexpr std::string_view scheme = "sqlite:";
    const std::string path = url.starts_with(scheme) ? url.substr(scheme.size()) : url;
    const bool relative = !path.empty() && path.front() != '/' && !folder.empty();
    return relative ? folder + "/" + path : path;
}

Result<Ledger> read_ledger(Table table, const std::string& folder)
{
    Ledger ledger;
    table.read("url", ledger.url);
    if (const auto end = ledger.url.find("://"); end != std::string::npos &&
                                                 !ledger.url.starts_with("postgres") &&
                                                 !ledger.url.starts_with("sqlite:"))
        return Error{Errc::malformed, "[ledger] url: '" + ledger.url.substr(0, end) +
                                          ":' is no kind of ledger; a path or a postgresql: URL "
                                          "was expected"};
    ledger.url = absolute(ledger.url, folder);
    table.read_number("attempts", ledger.attempts, 0, 1'000'000'000);
    TRY(table.finish());
    return ledger;
}

Result<Approval> read_approval(Table table)
{
    Approval approval;
    table.read_number("waiting_per_user", approval.waiting_per_user, 1, 1000);
    table.read_number("waiting", approval.waiting, 1, 100'000);
    table.read_duration("days", approval.days, 1, 1000);
    TRY(table.finish());
    return approval;
}

Result<std::optional<Renewal>> read_renewal(Table table)
{
    if (!table.exists())
        return std::optional<Renewal>{};
    Renewal renewal;
    table.read_duration("period_days", renewal.period, 1, 1000);
    table.read_duration("retry_days", renewal.retry_interval, 1, 1000);
    table.read_duration("early_days", renewal.early, 1, 36'500);
    table.read("server_url", renewal.server_url);
    table.read_duration("after_end_days", renewal.after_end, 0, 1000);
    table.read("require_client_certificate", renewal.require_client_certificate);
    table.read("require_client_certificate_manual", renewal.require_client_certificate_manual);
    table.read("same_key", renewal.same_key);
    table.read_paths("authorities", renewal.authorities);
    // CertificateStore CSP, RetryInterval.
    if (renewal.retry_interval > renewal.period)
        table.fail("retry_days", "at most period_days");
    if (table.has("early_days") && renewal.early < renewal.period)
        table.fail("early_days", "at least period_days");
    TRY(table.finish());
    return std::optional(renewal);
}

Result<Provisioning> read_provisioning(Table table)
{
    Provisioning provisioning;
    table.read("provider_id", provisioning.provider_id);
    table.read("name", provisioning.name);
    table.read("address", provisioning.address);
    table.read_word("store", provisioning.store, {"auto", "user", "system"});
    table.read_paths("roots", provisioning.roots);
    table.read_path("account_secret_file", provisioning.account_secret_file);
    auto application = table.table("application");
    application.read_nodes(provisioning.application);
    auto dmclient = table.table("dmclient");
    dmclient.read_nodes(provisioning.dmclient);
    auto enterprise = table.table("enterprise");
    enterprise.read("id", provisioning.enterprise_id);
    enterprise.read_path("token_file", provisioning.enterprise_token_file);
    auto nodes = enterprise.table("nodes");
    nodes.read_nodes(provisioning.enterprise);
    for (const Table* part : {&application, &dmclient, &nodes, &enterprise})
        TRY(part->finish());
    TRY(table.finish());
    return provisioning;
}

Time last_change_of(const std::string& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? time_from_seconds(status.st_mtim.tv_sec) : Time{};
}

Result<Settings> read_settings(const toml::table& root, const std::string& folder)
{
    Table top(&root, "", folder);
    Settings settings;
    settings.service = TRY(read_service(top.table("service")));
    settings.log = TRY(read_log(top.table("log")));
    settings.onpremise = TRY(read_onpremise(top.table("onpremise"), folder));
    settings.ldap = TRY(read_ldap(top.table("ldap")));
    settings.federated = TRY(read_federated(top.table("federated")));
    settings.certificate = TRY(read_certificate(top.table("certificate")));
    settings.authorities = TRY(read_authorities(top));
    settings.ledger = TRY(read_ledger(top.table("ledger"), folder));
    settings.admission = TRY(read_admission(top.table("admission"), folder));
    settings.profiles = TRY(read_profiles(top));
    settings.policy = TRY(read_policy_service(top.table("policy")));
    settings.approval = TRY(read_approval(top.table("approval")));
    settings.renewal = TRY(read_renewal(top.table("renewal")));
    settings.provisioning = TRY(read_provisioning(top.table("provisioning")));
    settings.web = TRY(read_web(top.table("web")));
    settings.login = TRY(read_login(top.table("login")));
    settings.terms = TRY(read_terms(top.table("terms")));
    TRY(top.finish());
    return settings;
}

} // namespace

Result<Settings> parse(const std::string& text, const std::string& folder)
{
    try {
        return read_settings(toml::parse(text), folder);
    } catch (const toml::parse_error& wrong) {
        return Error{Errc::malformed,
                     "line " + std::to_string(wrong.source().begin.line) + ": " +
                         std::string(wrong.description()),
                     "TOML 1.0.0"};
    }
}

Result<Settings> load(const std::string& path)
{
    auto text = read_file(path, file_limit);
    if (!text) {
        text.error().message += "; --config or ENROLLKIT_CONFIG names the configuration";
        return text.error();
    }
    const auto slash = path.rfind('/');
    auto settings = parse(*text, slash == std::string::npos ? "." : path.substr(0, slash));
    if (!settings)
        return std::move(settings).error().within(path);
    settings->path = path;
    settings->last_change = last_change_of(path);
    return settings;
}

Result<void> check_renewal(const Settings& settings)
{
    if (!settings.renewal)
        return {};
    const auto missing = [](const std::string& what) {
        return Error{Errc::environment, "[renewal] announces what this service cannot do: " + what,
                     "enrollkit.toml(5)"};
    };
    for (const Authority& authority : settings.authorities)
        if (authority.certificate.empty())
            return missing("[" + table_of(authority) + "] certificate is not configured");
    if (settings.ledger.url.empty())
        return missing("[ledger] url is not configured");
    const bool required = settings.renewal->require_client_certificate ||
                          settings.renewal->require_client_certificate_manual;
    if (required && !settings.service.client_certificates)
        return missing("devices renew with a TLS client certificate, which the web server must ask "
                       "for and pass on; say so with [service] client_certificates = true");
    return {};
}

Result<void> require(const std::string& value, std::string_view table, std::string_view key)
{
    if (value.empty())
        return Error{Errc::environment,
                     "[" + std::string(table) + "] " + std::string(key) + " is not configured",
                     "enrollkit.toml(5)"};
    return {};
}

} // namespace mdm::config
