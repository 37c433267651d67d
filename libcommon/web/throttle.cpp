#include "web/throttle.h"

#include "core/file.h"
#include "ossl/digest.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace mdm::web {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t groups = 8192;
constexpr std::size_t places = 8;

/// One name: until when its attempts are used up, in the terms of the algorithm its theoretical
/// arrival time. In the byte order of the machine: the file does not leave it.
struct Place {
    std::array<unsigned char, 16> name;
    std::int64_t until; ///< milliseconds since the epoch
};
static_assert(sizeof(Place) == 24);
using Group = std::array<Place, places>;

/// Holds the lock of the file (flock(2)) while it lives.
class Lock {
public:
    explicit Lock(int file) : file_(file)
    {
        while (::flock(file_, LOCK_EX) != 0)
            if (errno != EINTR)
                return;
        held_ = true;
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { ::flock(file_, LOCK_UN); }
    [[nodiscard]] bool held() const { return held_; }

private:
    int file_;
    bool held_ = false;
};

/// The group of one name, read from the file, and the place in it that is the name's.
class Row {
public:
    Row(const Counted& counted, const Secret& key)
        : interval_(milliseconds(counted.window) / counted.attempts),
          window_(interval_ * counted.attempts)
    {
        const auto mac = ossl::hmac_sha256(bytes_of(key.reveal()), bytes_of(counted.name));
        std::copy_n(mac.begin(), name_.size(), name_.begin());
        std::uint32_t number = 0;
        std::memcpy(&number, mac.data() + name_.size(), sizeof number);
        offset_ = static_cast<off_t>((number % groups) * sizeof(Group));
    }

    /// A file that ends before has no names there yet.
    bool read(int file)
    {
        const ssize_t count = ::pread(file, &group_, sizeof group_, offset_);
        const auto same = [&](const Place& place) { return place.name == name_; };
        auto mine = std::find_if(group_.begin(), group_.end(), same);
        if (mine == group_.end()) {
            mine = std::min_element(group_.begin(), group_.end(),
                                    [](auto& a, auto& b) { return a.until < b.until; });
            *mine = {name_, 0};
        }
        index_ = static_cast<std::size_t>(mine - group_.begin());
        return count >= 0;
    }

    /// How long it takes until there is an attempt left; 0 where there is one.
    [[nodiscard]] milliseconds wait(Time now) const
    {
        return std::max(used(now) - (window_ - interval_), milliseconds(0));
    }

    /// Uses an attempt up, or gives one back.
    void count(Time now, int attempts)
    {
        const auto used_up = std::max(used(now) + attempts * interval_, milliseconds(0));
        group_[index_].until = (now + used_up).time_since_epoch().count();
    }

    bool write(int file) const
    {
        const Place& mine = group_[index_];
        const auto at = offset_ + static_cast<off_t>(index_ * sizeof mine);
        return ::pwrite(file, &mine, sizeof mine, at) == static_cast<ssize_t>(sizeof mine);
    }

private:
    /// How much of the window is used up. A time far ahead is that of a clock which was set back.
    [[nodiscard]] milliseconds used(Time now) const
    {
        const Time until{milliseconds(group_[index_].until)};
        return std::clamp(milliseconds(until - now), milliseconds(0), window_);
    }

    milliseconds interval_;
    milliseconds window_;
    std::array<unsigned char, 16> name_{};
    off_t offset_ = 0;
    Group group_{};
    std::size_t index_ = 0;
};

} // namespace

Result<Throttle> Throttle::open(const std::string& path, Secret key)
{
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file)
        return file_error(path, "open");
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
        static_cast<std::size_t>(status.st_size) > groups * sizeof(Group))
        return Error{Errc::environment, path + ": this is no file of sign-in attempts"};
    return Throttle(std::move(file), path, std::move(key));
}

Result<std::chrono::seconds> Throttle::take(std::span<const Counted> names, Time now)
{
    const Lock lock(file_.get());
    if (!lock.held())
        return file_error(path_, "lock");
    milliseconds wait{0};
    for (const Counted& counted : names) {
        Row row(counted, key_);
        if (!row.read(file_.get()))
            return file_error(path_, "read");
        wait = std::max(wait, row.wait(now));
    }
    if (wait.count() > 0)
        return std::chrono::ceil<std::chrono::seconds>(wait);
    for (const Counted& counted : names) {
        Row row(counted, key_);
        if (!row.read(file_.get()))
            return file_error(path_, "read");
        row.count(now, 1);
        if (!row.write(file_.get()))
            return file_error(path_, "write");
    }
    return std::chrono::seconds(0);
}

Result<void> Throttle::give_back(std::span<const Counted> names, Time now)
{
    const Lock lock(file_.get());
    if (!lock.held())
        return file_error(path_, "lock");
    for (const Counted& counted : names) {
        Row row(counted, key_);
        if (!row.read(file_.get()))
            return file_error(path_, "read");
        row.count(now, -1);
        if (!row.write(file_.get()))
            return file_error(path_, "write");
    }
    return {};
}

} // namespace mdm::web
