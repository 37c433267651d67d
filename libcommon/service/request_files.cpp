#include "service/request_files.h"

namespace mdm::service {

std::optional<std::string> RequestFiles::next_in_directory()
{
    while (directory_ != std::filesystem::directory_iterator()) {
        const auto entry = *directory_;
        std::error_code error;
        directory_.increment(error);
        if (error)
            directory_ = {};
        const bool hidden = entry.path().filename().native().starts_with('.');
        // A link that leads nowhere is told as what cannot be read.
        const auto status = entry.status(error);
        if (!hidden && (is_regular_file(status) || !exists(status)))
            return entry.path().native();
    }
    return std::nullopt;
}

std::optional<Result<std::string>> RequestFiles::next()
{
    for (;;) {
        if (auto path = next_in_directory())
            return Result<std::string>(std::move(*path));
        if (at_ == operands_.size())
            return std::nullopt;
        const std::string& operand = operands_[at_++];
        std::error_code error;
        if (!std::filesystem::is_directory(operand, error))
            return Result<std::string>(operand);
        directory_ = std::filesystem::directory_iterator(operand, error);
        if (error)
            return Result<std::string>(
                Error{Errc::environment, operand + ": cannot read it: " + error.message()});
    }
}

std::size_t count_of(RequestFiles files)
{
    std::size_t count = 0;
    while (files.next())
        ++count;
    return count;
}

} // namespace mdm::service
