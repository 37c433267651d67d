#pragma once

#include "ledger/ledger.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace mdm::ledger {

template <class T>
std::string message_of(const Result<T>& result)
{
    return result ? "" : result.error().message;
}

/// A folder for a ledger, and requests to put into it.
struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "ledger_test.XXXXXX").string();
        folder = ::mkdtemp(name.data());
        path = folder + "/ledger.db";
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(folder); }

    [[nodiscard]] Ledger open() const
    {
        auto opened = Ledger::open(path);
        BOOST_REQUIRE_MESSAGE(opened.has_value(), message_of(opened));
        return std::move(opened).value();
    }

    std::string folder;
    std::string path;
};

inline Time at(std::int64_t second)
{
    return time_from_seconds(1'790'000'000 + second);
}

inline Reservation reservation(const std::string& key, const std::string& serial)
{
    return {.request_key = key,
            .serial = serial,
            .trace_id = "trace-" + serial,
            .kind = "issue",
            .user = "alice@example.com",
            .device_id = "device-1",
            .profile = "default",
            .subject = "CN=alice,O=Example",
            .key_thumbprint = "AB12",
            .not_before = at(-60),
            .not_after = at(1000),
            .reserved_at = at(0)};
}

inline Ledger::Signed certificate(const std::string& serial, const std::string& content)
{
    return {.serial = serial,
            .certificate = Bytes(content.begin(), content.end()),
            .thumbprint = "F00D" + serial,
            .issued_at = at(1)};
}

inline Result<Entry> reserve_one(Ledger& ledger, const Reservation& wanted)
{
    const auto entries = TRY(ledger.reserve({&wanted, 1}));
    if (!entries.at(0))
        return Error{Errc::refused, "the token was spent"};
    return *entries.at(0);
}

inline Result<Entry> store_one(Ledger& ledger, const Ledger::Signed& wanted)
{
    const auto entries = TRY(ledger.store({&wanted, 1}));
    const auto& stored_before = entries.at(0);
    return stored_before ? *stored_before : ledger.find_serial(wanted.serial).value().value();
}

inline std::string content(const Entry& entry)
{
    return {entry.certificate.begin(), entry.certificate.end()};
}

inline std::vector<Entry> all(Ledger& ledger, const Filter& filter = {})
{
    std::vector<Entry> entries;
    const auto done = ledger.list(filter, [&](const Entry& entry) {
        entries.push_back(entry);
        return true;
    });
    BOOST_REQUIRE_MESSAGE(done.has_value(), message_of(done));
    return entries;
}

inline std::vector<Attempt> all_attempts(Ledger& ledger, const Filter& filter = {})
{
    std::vector<Attempt> attempts;
    const auto done = ledger.list_attempts(filter, [&](const Attempt& attempt) {
        attempts.push_back(attempt);
        return true;
    });
    BOOST_REQUIRE_MESSAGE(done.has_value(), message_of(done));
    return attempts;
}

/// Starts a process that does `work` and whose status is what `work` yields.
inline pid_t child(const std::function<int()>& work)
{
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(work());
    return pid;
}

/// The exit status of a child; minus the signal that ended it.
inline int end_of(pid_t pid)
{
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace mdm::ledger
