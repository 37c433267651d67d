#pragma once

#include "config/ldap.h"
#include "core/result.h"
#include "core/secret.h"
#include "ldap/bind_result.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

typedef struct ldap LDAP;

namespace mdm::ldap {

/// An entry that a search found; the names of attributes are as they were asked for.
struct Entry {
    std::string dn;
    std::map<std::string, std::vector<std::string>> attributes;
};

/// Why a server could not be asked. Where `elsewhere` is true another server may do better.
struct Trouble {
    std::string message;
    bool elsewhere = false;
};

class HandshakeWatch;

/// A connection to one server, encrypted or within this machine. Referrals are not followed.
class Connection {
public:
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) = delete;
    ~Connection();

    /// Connects to one of the servers of [ldap]; with ldap:// starts TLS, and fails where the
    /// server does not. Its certificate must be good for its name and come from `ca_file`; TLS
    /// is 1.2 at least.
    static Result<Connection, Trouble> open(const config::Ldap& settings, const std::string& url);

    /// Simple bind with the password policy control (RFC 4513 5.1.3). Never with an empty name or
    /// an empty password, which a server would take for an anonymous one: that fails.
    Result<BindResult, Trouble> bind(const std::string& dn, const Secret& password);

    /// The entries below `base` that match, with these attributes. At most `limit`: where there are
    /// more, one more than that comes back.
    Result<std::vector<Entry>, Trouble> search(const std::string& base, const std::string& filter,
                                               const std::vector<std::string>& attributes,
                                               int limit);

private:
    struct Unbind {
        void operator()(LDAP* handle) const;
    };
    Connection(std::unique_ptr<LDAP, Unbind> handle, const config::Ldap& settings, std::string url);
    Result<void, Trouble> prepare(const config::Ldap& settings);
    Result<void, Trouble> connect();
    [[nodiscard]] Trouble trouble(std::string_view verb, int code) const;

    std::unique_ptr<HandshakeWatch> watch_; ///< which the handle calls, so it goes after it
    std::unique_ptr<LDAP, Unbind> handle_;
    std::chrono::seconds timeout_;
    std::string url_;
};

/// A DN in one spelling: no space around its separators. The text itself where it is no DN.
std::string normalized_dn(const std::string& dn);

} // namespace mdm::ldap
