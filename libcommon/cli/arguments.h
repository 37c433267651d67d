#pragma once

#include "core/result.h"
#include "core/time.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::cli {

/// One option of a tool, as `--help` shows it.
struct Option {
    std::string_view name;  ///< "now", or "o,out" for one that has a letter too
    std::string_view value; ///< "TIME"; empty for an option without a value; "[=WORD]" for one
                            ///< that may have a value, behind '='; given without, it is empty
    std::string_view help;  ///< lower case, no full stop
    bool repeatable = false;
};

/// What the command line of one run says. The options were checked against the tool's table; their
/// values were not.
class Arguments {
public:
    Arguments(std::vector<std::pair<std::string, std::string>> options,
              std::vector<std::string> operands)
        : options_(std::move(options)), operands_(std::move(operands))
    {
    }

    /// Whether an option was given.
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
    /// The value of an option; nothing where it was not given.
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// The value of an option, or `otherwise`.
    [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = {}) const;
    /// The value of an option that must be given. Fails with usage.
    [[nodiscard]] Result<std::string> require(std::string_view name) const;
    /// All values of a repeatable option, in order.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
    /// What is not an option, in order.
    [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

    /// The whole number that an option gives, or `otherwise` where it was not given. Fails with
    /// usage when it is no number or outside the limits.
    Result<long> number(std::string_view name, long otherwise, long least, long most) const;
    /// The time that an option gives (RFC 3339). Fails with usage.
    Result<std::optional<Time>> time(std::string_view name) const;
    /// Fails with usage when more than one of these options was given.
    Result<void> require_at_most_one(std::initializer_list<std::string_view> names) const;
    /// Fails with usage when one of these options was given without the one that they need.
    Result<void> require_beside(std::string_view needed,
                                std::span<const std::string_view> names) const;
    Result<void> require_beside(std::string_view needed,
                                std::initializer_list<std::string_view> names) const
    {
        return require_beside(needed, std::span(names.begin(), names.size()));
    }
    /// Fails with usage when anything was given but `name`, `allowed` and what every tool has.
    Result<void> require_alone(std::string_view name,
                               std::initializer_list<std::string_view> allowed) const;
    /// Fails with usage unless there are `least` to `most` operands; `what` names them.
    Result<void> require_operands(std::size_t least, std::size_t most, std::string_view what) const;

private:
    std::vector<std::pair<std::string, std::string>> options_;
    std::vector<std::string> operands_;
};

/// Reads a command line (without the program's name) by a table of options. Fails with usage on an
/// unknown option, one that lacks its value or has one too many, and one that is given twice
/// without being repeatable. `-` and what follows `--` are operands.
Result<Arguments> parse_arguments(std::span<const std::string> words,
                                  std::span<const Option> options);

} // namespace mdm::cli
