#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mdm::cli {

/// Reads a descriptor, which it does not close.
class Input {
public:
    explicit Input(int descriptor) : fd_(descriptor) {}

    /// Everything until the end. Fails with malformed when that is more than `limit` bytes, with
    /// environment when it cannot be read.
    Result<std::string> read_all(std::size_t limit);

    /// Exactly `count` bytes, whatever follows them. Fails with malformed when the input ends
    /// before.
    Result<std::string> read_exactly(std::size_t count);

    /// Reads up to `count` bytes and forgets them; fewer where the input ends before.
    void skip(std::size_t count);

    /// The next line without its line feed; nothing at the end. A last line without a line feed is
    /// a line. The view is good until the next call. Fails with malformed on a line of more than
    /// `limit` bytes.
    Result<std::optional<std::string_view>> next_line(std::size_t limit);

    /// The first line, for a secret: read byte by byte, so that no buffer keeps a copy. Only before
    /// anything else was read. Fails with malformed where there is none or it is longer than
    /// `limit` bytes.
    Result<Secret> secret_line(std::size_t limit);

    /// Whether `next_line` would yield a line at once, without waiting for a writer.
    bool line_is_waiting();

    /// Whether the descriptor is a terminal.
    [[nodiscard]] bool is_terminal() const;

    /// Asks the kernel for a larger pipe, so that a writer can run ahead of a reader of batches.
    /// Without effect on anything but a pipe.
    void widen_pipe(int bytes);

private:
    Result<bool> fill();
    int fd_;
    std::string buffer_;
    std::size_t start_ = 0;    ///< of what was not yet taken from the buffer
    std::size_t searched_ = 0; ///< up to here the buffer has no line feed
    bool ended_ = false;
};

/// Writes to a descriptor, which it does not close, through a buffer. Nothing is written before
/// `flush`, so a tool that fails has written nothing.
class Output {
public:
    explicit Output(int descriptor) : fd_(descriptor) {}

    Output& operator<<(std::string_view text)
    {
        buffer_ += text;
        return *this;
    }

    /// Writes what the buffer holds. Fails with environment.
    Result<void> flush();

    /// Forgets what the buffer holds.
    void discard() { buffer_.clear(); }

    [[nodiscard]] const std::string& buffered() const { return buffer_; }
    [[nodiscard]] bool is_terminal() const;
    /// How wide the terminal is; nothing where it does not say, or there is none.
    [[nodiscard]] std::optional<std::size_t> columns() const;

private:
    int fd_;
    std::string buffer_;
};

} // namespace mdm::cli
