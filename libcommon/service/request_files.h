#pragma once

#include "core/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mdm::service {

/// The request files that operands name, one after the other: a file itself, of a directory every
/// file in it that is not hidden, links that lead nowhere included, in the order of the file
/// system. Directories are read as they are walked, so it does not matter how many files there are;
/// those inside one are passed over.
class RequestFiles {
public:
    explicit RequestFiles(std::vector<std::string> operands) : operands_(std::move(operands)) {}

    /// The next path; nothing at the end. What cannot be read fails with environment, and the walk
    /// goes on behind it.
    std::optional<Result<std::string>> next();

private:
    std::optional<std::string> next_in_directory();

    std::vector<std::string> operands_;
    std::size_t at_ = 0;
    std::filesystem::directory_iterator directory_;
};

/// How many files that is.
std::size_t count_of(RequestFiles files);

} // namespace mdm::service
