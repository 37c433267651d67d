#pragma once

#include "core/bytes.h"
#include "core/descriptor.h"
#include "core/secret.h"

#include <cstddef>
#include <string>

#include <sys/types.h>

namespace mdm {

/// The largest file that the tools read whole, where nothing smaller is said: 16 MiB.
constexpr std::size_t default_file_limit = 16U << 20;

/// The whole content of a file. Fails with environment when it cannot be read or is longer than
/// `limit` bytes; the message names the file.
Result<std::string> read_file(const std::string& path, std::size_t limit = default_file_limit);

/// The content of a file that holds a secret. Fails as `read_file` does, and with environment when
/// others than its owner may read or write the file; of one that belongs to another user it says
/// so.
Result<Secret> read_secret_file(const std::string& path, std::size_t limit = default_file_limit);

/// Puts `content` at `path`, whole or not at all: writes beside it, syncs, renames, and syncs the
/// directory. A file that is there is replaced and `mode` is what the new one has. Fails with
/// environment; then no file is left over.
Result<void> replace_file(const std::string& path, ByteView content, mode_t mode = 0644);

/// As `replace_file`, but a file that is there keeps its owner and group. Fails with environment
/// when this process may not give files to that owner.
Result<void> rewrite_file(const std::string& path, ByteView content, mode_t mode = 0644);

/// As `replace_file`, but fails with refused when there is a file at `path` already.
Result<void> create_file(const std::string& path, ByteView content, mode_t mode = 0644);

/// As `create_file`, but does not wait for the disk: a power failure may leave no file, or an empty
/// one. For the many that can be made again.
Result<void> place_file(const std::string& path, ByteView content, mode_t mode = 0644);

/// Waits for the lock of the directory that holds `path` (flock(2)), so that processes which read,
/// change and rewrite the file follow each other. It is held until the descriptor goes, and leaves
/// nothing behind even when the process dies. Fails with environment.
Result<Descriptor> lock_directory_of(const std::string& path);

/// The path of the file that `path` means once symbolic links are followed, so that a rewrite
/// replaces the file and not the link; `path` itself where there is no such file.
std::string without_links(const std::string& path);

/// Makes sure that what was made or renamed at `path` is still there after a power failure.
void sync_directory_of(const std::string& path);

/// "PATH: cannot VERB it: the system's reason", with environment, from `errno`.
Error file_error(const std::string& path, std::string_view verb);

} // namespace mdm
