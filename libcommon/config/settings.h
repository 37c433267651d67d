#pragma once

#include "config/admission.h"
#include "config/authority.h"
#include "config/certificate.h"
#include "config/federated.h"
#include "config/ldap.h"
#include "config/onpremise.h"
#include "config/profile.h"
#include "config/web.h"
#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mdm::config {

/// [service]: what devices are told and how they are answered.
struct Service {
    std::vector<std::string> auth_policies; ///< in order of preference; "OnPremise", "Certificate"
    std::string policy_url;                 ///< of the MS-XCEP endpoint
    std::string enrollment_url;             ///< of the MS-WSTEP endpoint
    double enrollment_version = 4.0;        ///< the highest that is answered to a device
    std::string language = "en-US";         ///< of reasons and other texts, RFC 5646
    int fault_status = 500;                 ///< HTTP status of a SOAP fault
    std::size_t body_limit = 1U << 20;      ///< bytes of a request
    /// Whether the web server asks devices for TLS client certificates and passes them on, in
    /// SSL_CLIENT_CERT and SSL_CLIENT_VERIFY.
    bool client_certificates = false;
};

/// [log]: where events go besides standard error.
struct Log {
    std::string file;                   ///< empty: standard error alone
    std::size_t file_limit = 64U << 20; ///< bytes; one older file of that size is kept
};

/// [ledger]: where it is written down what was issued.
struct Ledger {
    std::string url;                ///< "sqlite:PATH", PATH, or "postgresql://..."
    std::size_t attempts = 100'000; ///< how many attempts are kept, the newest
};

/// [approval]: what the requests that wait for somebody to approve them may take up.
struct Approval {
    std::size_t waiting_per_user = 5;
    std::size_t waiting = 1000; ///< of all users
    /// How long a request waits, and how long an approval is good.
    std::chrono::days days{30};
};

/// [renewal]: absent where renewal is not configured; then nothing announces it.
struct Renewal {
    std::chrono::days period{42};        ///< how long before its end a certificate is renewed
    std::chrono::days retry_interval{7}; ///< between tries
    std::string server_url;              ///< empty: the discovery URL
    std::chrono::days early{0};          ///< the same where a device is not told; 0: `period`
    std::chrono::days after_end{0};      ///< how long after its end it is still renewed
    /// Whether a renewal without a user's credentials is refused where TLS brought no certificate.
    bool require_client_certificate = true;
    /// The same for one with a user's credentials.
    bool require_client_certificate_manual = false;
    bool same_key = false; ///< whether the new certificate may hold the old one's key
    /// PEM files of authorities besides those that sign whose certificates may be renewed.
    std::vector<std::string> authorities;
};

/// A leaf of a tree of settings that are passed on under the names of their specification:
/// "Poll/PollOnLogin" is `true`.
struct Node {
    std::string path;
    std::variant<bool, std::int64_t, std::string> value;
};

/// [provisioning]: what a device is told about its management server.
struct Provisioning {
    std::string provider_id;
    std::string name;           ///< shown to the user; empty: the provider id
    std::string address;        ///< https URL of the management server
    std::string store = "auto"; ///< "user", "system", or "auto": by EnrollmentType
    /// PEM files of roots that devices are to trust besides that of their own authority.
    std::vector<std::string> roots;
    /// A file of mode 0600 from which each account's passwords are derived; empty: random ones.
    std::string account_secret_file;
    std::vector<Node> application; ///< [provisioning.application]: parms of w7 APPLICATION
    std::vector<Node> dmclient;    ///< [provisioning.dmclient]: nodes of DMClient/Provider/ID
    std::string enterprise_id;     ///< of EnterpriseAppManagement; empty: none
    std::string enterprise_token_file;
    std::vector<Node> enterprise; ///< [provisioning.enterprise]: nodes of EnterpriseAppManagement
};

/// The whole configuration, as enrollkit.toml(5) describes it. Paths are absolute or relative to
/// the current folder: those in the file that are relative were joined to the file's folder.
struct Settings {
    std::string path;      ///< of the file; empty where it came from elsewhere
    Time last_change = {}; ///< when the file was changed last
    Service service;
    Log log;
    OnPremise onpremise;
    Ldap ldap;
    Federated federated;
    Certificate certificate;
    /// [authority], if it is there, and the others in the order of their names; never empty.
    std::vector<Authority> authorities{Authority{}};
    Ledger ledger;
    Admission admission;
    /// The [[profiles]], in the order of the file, and then [profile]; never empty. [profile] is
    /// there, with its defaults, where the file has neither.
    std::vector<Profile> profiles{Profile{}};
    PolicyService policy;
    Approval approval;
    std::optional<Renewal> renewal;
    Provisioning provisioning;
    Web web;
    Login login;
    Terms terms;
};

/// Reads a configuration. `folder` is what relative paths begin at. Fails with malformed, naming
/// the line, on what is not TOML, unknown tables and keys, values of the wrong type or out of
/// range.
Result<Settings> parse(const std::string& toml, const std::string& folder);

/// Reads a configuration file. Fails with environment when it cannot be read, else as `parse` does;
/// the message names the file.
Result<Settings> load(const std::string& path);

/// Whether the service can do what [renewal] announces to devices. Fails with environment, naming
/// what is missing: an authority, a ledger, or TLS client certificates that are passed on where a
/// renewal without them is refused. Nothing fails where renewal is not configured.
Result<void> check_renewal(const Settings& settings);

/// Fails with environment, naming the key and the table, when a setting that a tool cannot do
/// without is empty: "[authority] key is not configured".
Result<void> require(const std::string& value, std::string_view table, std::string_view key);

} // namespace mdm::config
