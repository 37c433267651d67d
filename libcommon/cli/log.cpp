#include "cli/log.h"

#include "core/text.h"

#include <cstdio>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm::cli {
namespace {

constexpr std::size_t message_limit = 1000;
constexpr std::size_t field_limit = 256;

std::string_view to_text(Level level)
{
    switch (level) {
    case Level::info:
        return "info";
    case Level::warning:
        return "warning";
    case Level::error:
        break;
    }
    return "error";
}

/// A value as one word: in quotes, with quotes and backslashes escaped, where it is none by itself.
std::string word(std::string_view value)
{
    const std::string clean = printable(value, field_limit);
    if (!clean.empty() && clean.find_first_of(" \"\\=") == std::string::npos)
        return clean;
    std::string quoted = "\"";
    for (const char c : clean) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

void Log::set_file(std::string path, std::size_t limit)
{
    path_ = std::move(path);
    limit_ = limit;
}

std::string Log::line(const Event& event, bool with_time) const
{
    const std::string message = printable(event.message, message_limit);
    if (format_ == LogFormat::json) {
        nlohmann::ordered_json object;
        object["time"] = to_text_with_milliseconds(now_());
        object["level"] = to_text(event.level);
        object["tool"] = tool_;
        if (!event.trace_id.empty())
            object["trace_id"] = printable(event.trace_id, field_limit);
        object["message"] = message;
        for (const auto& [name, value] : event.fields)
            object[std::string(name)] = printable(value, field_limit);
        return object.dump() + "\n";
    }
    std::string text;
    if (with_time)
        text = to_text_with_milliseconds(now_()) + " ";
    text += tool_ + ": " + message;
    if (!event.trace_id.empty())
        text += " trace=" + word(event.trace_id);
    for (const auto& [name, value] : event.fields)
        text.append(" ").append(name).append("=").append(word(value));
    return text + "\n";
}

bool Log::append(const std::string& line)
{
    struct stat status {};
    if (::stat(path_.c_str(), &status) == 0 && status.st_size > 0 &&
        static_cast<std::size_t>(status.st_size) + line.size() > limit_)
        ::rename(path_.c_str(), (path_ + ".1").c_str());
    const int fd = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    const ssize_t written = ::write(fd, line.data(), line.size());
    ::close(fd);
    return written == static_cast<ssize_t>(line.size());
}

void Log::write(const Event& event)
{
    if (!path_.empty() && append(line(event, true)))
        return;
    if (event.level == Level::info)
        return;
    err_ << line(event, false);
    // Standard error is where failures are told: when it fails, there is nobody left to tell.
    static_cast<void>(err_.flush().has_value());
}

} // namespace mdm::cli
