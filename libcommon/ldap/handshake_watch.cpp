#include "ldap/handshake_watch.h"

#include <sys/socket.h>

namespace mdm::ldap {

HandshakeWatch::HandshakeWatch(std::chrono::seconds limit)
    : callback_{opened, closed, this}, limit_(limit)
{
}

void HandshakeWatch::attach(LDAP* handle)
{
    ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &callback_);
}

int HandshakeWatch::opened(LDAP*, Sockbuf* socket, LDAPURLDesc*, sockaddr*, ldap_conncb* callback)
{
    ber_socket_t fd = -1;
    if (ber_sockbuf_ctrl(socket, LBER_SB_OPT_GET_FD, &fd) == 1)
        static_cast<HandshakeWatch*>(callback->lc_arg)->begin(fd);
    return 0;
}

void HandshakeWatch::closed(LDAP*, Sockbuf*, ldap_conncb* callback)
{
    static_cast<HandshakeWatch*>(callback->lc_arg)->end();
}

void HandshakeWatch::begin(int fd)
{
    end();
    const timeval limit{static_cast<time_t>(limit_.count()), 0};
    for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO})
        ::setsockopt(fd, SOL_SOCKET, option, &limit, sizeof limit);
    over_ = false;
    thread_ = std::thread([this, fd] {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, limit_, [this] { return over_; }))
            ::shutdown(fd, SHUT_RDWR);
    });
}

void HandshakeWatch::end()
{
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

} // namespace mdm::ldap
