#pragma once

#include "cli/stream.h"
#include "core/time.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::cli {

enum class Level { info, warning, error };
enum class LogFormat { text, json };

/// One event. Values come from outside: they are made printable and cut, and none is a secret.
struct Event {
    Level level = Level::error;
    std::string message;
    std::string trace_id = {};
    std::vector<std::pair<std::string_view, std::string>> fields = {};
};

/// Where a tool reports what it does not say on standard output: one line an event, written by a
/// single write, so that the lines of many processes do not mix.
///
/// On standard error a line is `tool: message`, or one JSON object; events of level info are left
/// out there. In a file every line begins with the time, and a file that would grow past its limit
/// is renamed to FILE.1, in the place of the one before: a log takes twice its limit at most.
class Log {
public:
    Log(std::string tool, Output& err, std::function<Time()> now)
        : tool_(std::move(tool)), err_(err), now_(std::move(now))
    {
    }

    void set_format(LogFormat format) { format_ = format; }
    void set_clock(std::function<Time()> now) { now_ = std::move(now); }

    /// Sends all further events to a file, which is made with mode 0600 where it is not there.
    void set_file(std::string path, std::size_t limit);

    /// A file that cannot be written does not stop the tool: the event goes to standard error.
    void write(const Event& event);

private:
    [[nodiscard]] std::string line(const Event& event, bool with_time) const;
    bool append(const std::string& line);

    std::string tool_;
    Output& err_;
    std::function<Time()> now_;
    LogFormat format_ = LogFormat::text;
    std::string path_;
    std::size_t limit_ = 0;
};

} // namespace mdm::cli
