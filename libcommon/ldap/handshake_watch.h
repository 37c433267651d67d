#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <ldap.h>

namespace mdm::ldap {

/// Ends a connection whose TLS is not there in time: libldap with GnuTLS waits for a silent server
/// without end, whatever its timeouts say. Each wait on the socket is bounded by the same time from
/// then on.
class HandshakeWatch {
public:
    explicit HandshakeWatch(std::chrono::seconds limit);
    HandshakeWatch(const HandshakeWatch&) = delete;
    HandshakeWatch& operator=(const HandshakeWatch&) = delete;
    ~HandshakeWatch() { end(); }

    /// From now on every connection that this handle opens is watched; the handle goes first.
    void attach(LDAP* handle);
    /// The connection is as it should be, or is given up.
    void end();

private:
    static int opened(LDAP*, Sockbuf* socket, LDAPURLDesc*, sockaddr*, ldap_conncb* callback);
    static void closed(LDAP*, Sockbuf*, ldap_conncb* callback);
    void begin(int fd);

    ldap_conncb callback_;
    std::chrono::seconds limit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool over_ = false;
    std::thread thread_;
};

} // namespace mdm::ldap
