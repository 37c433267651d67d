#include "ldap/connection.h"

#include "core/text.h"
#include "ldap/handshake_watch.h"

#include <ldap.h>

namespace mdm::ldap {
namespace {

struct FreeMessage {
    void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
};
using Message = std::unique_ptr<LDAPMessage, FreeMessage>;

struct FreeControl {
    void operator()(LDAPControl* control) const { ldap_control_free(control); }
};

struct FreeControls {
    void operator()(LDAPControl** controls) const { ldap_controls_free(controls); }
};

struct FreeText {
    void operator()(char* text) const { ldap_memfree(text); }
};
using Text = std::unique_ptr<char, FreeText>;

struct FreeValues {
    void operator()(berval** values) const { ldap_value_free_len(values); }
};

timeval to_timeval(std::chrono::seconds time)
{
    return {static_cast<time_t>(time.count()), 0};
}

/// Whether it was the way to the server, or the server as a whole, that failed.
bool may_work_elsewhere(int code)
{
    switch (code) {
    case LDAP_SERVER_DOWN:
    case LDAP_CONNECT_ERROR:
    case LDAP_TIMEOUT:
    case LDAP_BUSY:
    case LDAP_UNAVAILABLE:
        return true;
    default:
        return false;
    }
}

/// What the control in the answer to a bind says, where there is one.
void read_policy(LDAP* handle, LDAPControl** controls, BindResult& result)
{
    LDAPControl* control =
        ldap_control_find(LDAP_CONTROL_PASSWORDPOLICYRESPONSE, controls, nullptr);
    ber_int_t expires = -1;
    ber_int_t grace = -1;
    LDAPPasswordPolicyError error = PP_noError;
    if (control == nullptr || ldap_parse_passwordpolicy_control(handle, control, &expires, &grace,
                                                                &error) != LDAP_SUCCESS)
        return;
    if (error != PP_noError)
        result.policy_error = static_cast<int>(error);
    if (grace >= 0)
        result.grace_logins = grace;
}

Entry read_entry(LDAP* handle, LDAPMessage* message, const std::vector<std::string>& attributes)
{
    Entry entry;
    if (const Text dn(ldap_get_dn(handle, message)); dn)
        entry.dn = dn.get();
    for (const std::string& name : attributes) {
        const std::unique_ptr<berval*, FreeValues> values(
            ldap_get_values_len(handle, message, name.c_str()));
        auto& texts = entry.attributes[name];
        for (berval** value = values.get(); value != nullptr && *value != nullptr; ++value)
            texts.emplace_back((*value)->bv_val, (*value)->bv_len);
    }
    return entry;
}

} // namespace

Connection::Connection(std::unique_ptr<LDAP, Unbind> handle, const config::Ldap& settings,
                       std::string url)
    : watch_(std::make_unique<HandshakeWatch>(settings.connect_timeout)),
      handle_(std::move(handle)), timeout_(settings.timeout), url_(std::move(url))
{
    watch_->attach(handle_.get());
}

Connection::Connection(Connection&&) noexcept = default;
Connection::~Connection() = default;

void Connection::Unbind::operator()(LDAP* handle) const
{
    ldap_unbind_ext_s(handle, nullptr, nullptr);
}

Trouble Connection::trouble(std::string_view verb, int code) const
{
    std::string message = url_ + ": cannot " + std::string(verb) + ": " + ldap_err2string(code);
    char* detail = nullptr;
    ldap_get_option(handle_.get(), LDAP_OPT_DIAGNOSTIC_MESSAGE, &detail);
    const Text owned(detail);
    // Before an answer there is a detail only where TLS failed, and it tells nothing of use.
    const bool in_tls = code == LDAP_SERVER_DOWN || code == LDAP_CONNECT_ERROR;
    if (owned && *owned != '\0')
        message.append(" (")
            .append(in_tls ? "TLS: is its certificate from ca_file, and good for this name?"
                           : printable(owned.get()))
            .append(")");
    return {std::move(message), may_work_elsewhere(code)};
}

Result<Connection, Trouble> Connection::open(const config::Ldap& settings, const std::string& url)
{
    LDAP* handle = nullptr;
    const int code = ldap_initialize(&handle, url.c_str());
    if (code != LDAP_SUCCESS)
        return Trouble{"[ldap] servers: '" + printable(url) + "': " + ldap_err2string(code)};
    Connection connection({handle, {}}, settings, url);
    TRY(connection.prepare(settings));
    const auto connected = connection.connect();
    connection.watch_->end();
    TRY(connected);
    return connection;
}

Result<void, Trouble> Connection::prepare(const config::Ldap& settings)
{
    LDAP* const handle = handle_.get();
    const int version = LDAP_VERSION3;
    const int demand = LDAP_OPT_X_TLS_DEMAND;
    const int least = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
    const int for_a_client = 0;
    const timeval connect = to_timeval(settings.connect_timeout);
    const timeval operation = to_timeval(settings.timeout);
    const bool in_this_machine = url_.starts_with("ldapi://");
    const std::pair<int, const void*> options[] = {{LDAP_OPT_PROTOCOL_VERSION, &version},
                                                   {LDAP_OPT_REFERRALS, LDAP_OPT_OFF},
                                                   {LDAP_OPT_NETWORK_TIMEOUT, &connect},
                                                   {LDAP_OPT_TIMEOUT, &operation}};
    const std::pair<int, const void*> tls[] = {
        {LDAP_OPT_X_TLS_CACERTFILE, settings.ca_file.c_str()},
        {LDAP_OPT_X_TLS_REQUIRE_CERT, &demand},
        {LDAP_OPT_X_TLS_PROTOCOL_MIN, &least},
        {LDAP_OPT_X_TLS_NEWCTX, &for_a_client}};
    for (const auto& [option, value] : options)
        if (ldap_set_option(handle, option, value) != LDAP_OPT_SUCCESS)
            return Trouble{"libldap takes no option " + std::to_string(option)};
    if (in_this_machine)
        return {};
    for (const auto& [option, value] : tls)
        if (ldap_set_option(handle, option, value) != LDAP_OPT_SUCCESS)
            return Trouble{"[ldap] ca_file: " + settings.ca_file + ": cannot be used for TLS"};
    return {};
}

Result<void, Trouble> Connection::connect()
{
    const int connected = ldap_connect(handle_.get());
    if (connected != LDAP_SUCCESS)
        return trouble("connect", connected);
    if (!url_.starts_with("ldap://"))
        return {};
    // In clear nothing but this is ever sent (RFC 4513 3.1).
    const int code = ldap_start_tls_s(handle_.get(), nullptr, nullptr);
    if (code == LDAP_SUCCESS)
        return {};
    Trouble failed = trouble("start TLS", code);
    failed.elsewhere = true;
    return failed;
}

Result<BindResult, Trouble> Connection::bind(const std::string& dn, const Secret& password)
{
    if (dn.empty() || password.empty())
        return Trouble{url_ + ": will not bind with an empty name or password [RFC 4513 5.1.2]"};
    LDAPControl* made = nullptr;
    ldap_create_passwordpolicy_control(handle_.get(), &made);
    const std::unique_ptr<LDAPControl, FreeControl> policy(made);
    LDAPControl* controls[] = {made, nullptr};
    berval credentials{password.reveal().size(), const_cast<char*>(password.reveal().data())};
    int id = 0;
    const int sent = ldap_sasl_bind(handle_.get(), dn.c_str(), LDAP_SASL_SIMPLE, &credentials,
                                    controls, nullptr, &id);
    if (sent != LDAP_SUCCESS)
        return trouble("bind", sent);
    timeval time = to_timeval(timeout_);
    LDAPMessage* received = nullptr;
    const int kind = ldap_result(handle_.get(), id, LDAP_MSG_ALL, &time, &received);
    const Message message(received);
    if (kind <= 0)
        return trouble("bind", kind == 0 ? LDAP_TIMEOUT : LDAP_SERVER_DOWN);
    BindResult result;
    char* diagnostic = nullptr;
    LDAPControl** answered = nullptr;
    const int parsed = ldap_parse_result(handle_.get(), message.get(), &result.code, nullptr,
                                         &diagnostic, nullptr, &answered, 0);
    const Text owned(diagnostic);
    const std::unique_ptr<LDAPControl*, FreeControls> owned_controls(answered);
    if (parsed != LDAP_SUCCESS)
        return trouble("bind", parsed);
    if (owned)
        result.diagnostic = owned.get();
    read_policy(handle_.get(), answered, result);
    return result;
}

Result<std::vector<Entry>, Trouble> Connection::search(const std::string& base,
                                                       const std::string& filter,
                                                       const std::vector<std::string>& attributes,
                                                       int limit)
{
    std::vector<char*> names;
    for (const std::string& name : attributes)
        names.push_back(const_cast<char*>(name.c_str()));
    if (names.empty())
        names.push_back(const_cast<char*>(LDAP_NO_ATTRS));
    names.push_back(nullptr);
    timeval time = to_timeval(timeout_);
    LDAPMessage* received = nullptr;
    const int code =
        ldap_search_ext_s(handle_.get(), base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(),
                          names.data(), 0, nullptr, nullptr, &time, limit + 1, &received);
    const Message message(received);
    if (code != LDAP_SUCCESS && code != LDAP_SIZELIMIT_EXCEEDED)
        return trouble("search '" + printable(base) + "'", code);
    std::vector<Entry> entries;
    for (LDAPMessage* entry = ldap_first_entry(handle_.get(), message.get()); entry != nullptr;
         entry = ldap_next_entry(handle_.get(), entry))
        entries.push_back(read_entry(handle_.get(), entry, attributes));
    // A server may have a limit of its own, below ours.
    if (code == LDAP_SIZELIMIT_EXCEEDED && entries.size() <= static_cast<std::size_t>(limit))
        entries.resize(static_cast<std::size_t>(limit) + 1);
    return entries;
}

std::string normalized_dn(const std::string& dn)
{
    LDAPDN parts = nullptr;
    char* text = nullptr;
    if (ldap_str2dn(dn.c_str(), &parts, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS)
        return dn;
    ldap_dn2str(parts, &text, LDAP_DN_FORMAT_LDAPV3);
    ldap_dnfree(parts);
    const Text owned(text);
    return owned ? owned.get() : dn;
}

} // namespace mdm::ldap
