#pragma once

#include "core/bytes.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct _CK_FUNCTION_LIST; // NOLINT(bugprone-reserved-identifier): its name in PKCS #11

namespace mdm::keys {

/// The sessions of a token, for many threads.
class Sessions {
public:
    Sessions(_CK_FUNCTION_LIST& module, unsigned long slot) : module_(module), slot_(slot) {}
    Sessions(const Sessions&) = delete;
    Sessions& operator=(const Sessions&) = delete;
    ~Sessions();

    /// One that nobody uses; waits where the token gives no more of them. Fails with environment
    /// where it gives none at all.
    Result<unsigned long> take();
    void give_back(unsigned long session);
    [[nodiscard]] _CK_FUNCTION_LIST& module() const { return module_; }

private:
    _CK_FUNCTION_LIST& module_;
    unsigned long slot_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<unsigned long> free_;
    std::size_t open_ = 0;
};

/// A session that is given back when it goes.
class Session {
public:
    static Result<Session> take(const std::shared_ptr<Sessions>& sessions);
    Session(Session&&) = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session& operator=(Session&&) = delete;
    ~Session();

    [[nodiscard]] _CK_FUNCTION_LIST& module() const { return sessions_->module(); }
    [[nodiscard]] unsigned long handle() const { return handle_; }

    /// The objects of a class, CKO_, of this label and id, where these are not empty; two at most.
    [[nodiscard]] Result<std::vector<unsigned long>>
    find(unsigned long type, const std::string& label, const std::string& id) const;
    /// An attribute, CKA_, of an object, at most 2048 octets; empty where it cannot be had.
    [[nodiscard]] Bytes read(unsigned long object, unsigned long attribute) const;

private:
    Session(std::shared_ptr<Sessions> sessions, unsigned long handle)
        : sessions_(std::move(sessions)), handle_(handle)
    {
    }
    std::shared_ptr<Sessions> sessions_; ///< null once it was moved from
    unsigned long handle_;
};

} // namespace mdm::keys
