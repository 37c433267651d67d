#pragma once

#include "core/bytes.h"

#include <span>
#include <string>

#include <sys/types.h>

namespace mdm {

/// A file of a directory that is to be made. `content` is a view.
struct NewFile {
    std::string name;
    ByteView content;
    mode_t mode = 0644;
};

/// Fails with refused when there is anything at `path`.
Result<void> require_absent(const std::string& path);

/// Makes a directory with these files, whole or not at all: in a directory beside it, which is
/// synced and renamed. Fails with refused when there is anything at `path` already, with
/// environment otherwise; then nothing is left over.
Result<void> create_directory(const std::string& path, std::span<const NewFile> files,
                              mode_t mode = 0755);

} // namespace mdm
