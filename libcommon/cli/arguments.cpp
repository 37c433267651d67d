#include "cli/arguments.h"

#include "cli/help.h"

#include <algorithm>
#include <charconv>

#define CXXOPTS_NO_REGEX
#include <cxxopts.hpp>

namespace mdm::cli {
namespace {

constexpr const char* operands_name = "operands";

/// The long name of an option: what follows the letter in "o,out".
std::string_view long_name(std::string_view name)
{
    const auto comma = name.find(',');
    return comma == std::string_view::npos ? name : name.substr(comma + 1);
}

cxxopts::Options declare(std::span<const Option> options)
{
    cxxopts::Options declared("");
    auto add = declared.add_options();
    for (const Option& option : options) {
        // Texts alone: cxxopts would split the values of a vector at commas.
        if (option.value.empty())
            add(std::string(option.name), "");
        else if (option.value.starts_with("[="))
            add(std::string(option.name), "", cxxopts::value<std::string>()->implicit_value(""));
        else
            add(std::string(option.name), "", cxxopts::value<std::string>());
    }
    add(operands_name, "", cxxopts::value<std::vector<std::string>>());
    declared.parse_positional({operands_name});
    return declared;
}

/// What cxxopts says of a wrong command line, as one of our messages: it puts typographic quotes
/// around names and begins with a capital.
Error usage(std::string message)
{
    for (const std::string_view quote : {"\u2018", "\u2019"})
        for (auto at = message.find(quote); at != std::string::npos; at = message.find(quote, at))
            message.replace(at, quote.size(), "'");
    if (!message.empty() && message.front() >= 'A' && message.front() <= 'Z')
        message.front() = static_cast<char>(message.front() - 'A' + 'a');
    return {Errc::usage, message};
}

bool is_negative_number(std::string_view word)
{
    return word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

Result<void> refuse_repetitions(std::span<const Option> options,
                                const std::vector<std::pair<std::string, std::string>>& given)
{
    for (const Option& option : options) {
        const auto name = long_name(option.name);
        const auto count = std::count_if(given.begin(), given.end(),
                                         [&](const auto& pair) { return pair.first == name; });
        if (count > 1 && !option.repeatable)
            return Error{Errc::usage, "--" + std::string(name) + " is given more than once"};
    }
    return {};
}

} // namespace

std::optional<std::string> Arguments::find(std::string_view name) const
{
    for (const auto& [key, value] : options_)
        if (key == name)
            return value;
    return std::nullopt;
}

std::string Arguments::text(std::string_view name, std::string_view otherwise) const
{
    return find(name).value_or(std::string(otherwise));
}

Result<std::string> Arguments::require(std::string_view name) const
{
    if (auto given = find(name))
        return *given;
    return Error{Errc::usage, "missing --" + std::string(name) + "; see --help"};
}

std::vector<std::string> Arguments::all(std::string_view name) const
{
    std::vector<std::string> values;
    for (const auto& [key, value] : options_)
        if (key == name)
            values.push_back(value);
    return values;
}

Result<long> Arguments::number(std::string_view name, long otherwise, long least, long most) const
{
    const auto given = find(name);
    if (!given)
        return otherwise;
    long value = 0;
    const char* const end = given->data() + given->size();
    const auto parsed = std::from_chars(given->data(), end, value);
    if (parsed.ec != std::errc{} || parsed.ptr != end || value < least || value > most)
        return Error{Errc::usage, "--" + std::string(name) + ": '" + *given +
                                      "' is not a number from " + std::to_string(least) + " to " +
                                      std::to_string(most)};
    return value;
}

Result<std::optional<Time>> Arguments::time(std::string_view name) const
{
    const auto given = find(name);
    if (!given)
        return std::optional<Time>{};
    const auto time = parse_time(*given);
    if (!time)
        return Error{Errc::usage,
                     "--" + std::string(name) + ": '" + *given + "' is " + time.error().message};
    return std::optional<Time>{*time};
}

Result<void> Arguments::require_operands(std::size_t least, std::size_t most,
                                         std::string_view what) const
{
    if (operands_.size() < least)
        return Error{Errc::usage, "missing " + std::string(what) + "; see --help"};
    if (operands_.size() > most)
        return Error{Errc::usage, "unexpected operand '" + operands_[most] + "'; see --help"};
    return {};
}

Result<void> Arguments::require_at_most_one(std::initializer_list<std::string_view> names) const
{
    std::string given;
    for (const std::string_view name : names) {
        if (!has(name))
            continue;
        if (!given.empty())
            return Error{Errc::usage,
                         given + " and --" + std::string(name) + " cannot be given together"};
        given = "--" + std::string(name);
    }
    return {};
}

Result<void> Arguments::require_beside(std::string_view needed,
                                       std::span<const std::string_view> names) const
{
    for (const std::string_view name : names)
        if (has(name) && !has(needed))
            return Error{Errc::usage, "--" + std::string(name) + " needs --" + std::string(needed)};
    return {};
}

Result<void> Arguments::require_alone(std::string_view name,
                                      std::initializer_list<std::string_view> allowed) const
{
    const auto goes = [&](std::string_view given) {
        const auto is_it = [&](const Option& option) { return option.name == given; };
        return given == name || std::ranges::find(allowed, given) != allowed.end() ||
               std::ranges::any_of(standard_options, is_it);
    };
    for (const auto& [given, value] : options_)
        if (!goes(given))
            return Error{Errc::usage, "--" + given + " does not go with --" + std::string(name)};
    return require_operands(0, 0, "");
}

Result<Arguments> parse_arguments(std::span<const std::string> words,
                                  std::span<const Option> options)
{
    std::vector<const char*> argv{""};
    for (const std::string& word : words)
        argv.push_back(word.c_str());
    std::vector<std::pair<std::string, std::string>> given;
    std::vector<std::string> operands;
    try {
        auto declared = declare(options);
        const auto parsed = declared.parse(static_cast<int>(argv.size()), argv.data());
        for (const auto& argument : parsed.arguments()) {
            if (argument.key() == operands_name)
                operands.push_back(argument.value());
            else
                given.emplace_back(argument.key(), argument.value());
        }
    } catch (const cxxopts::exceptions::no_such_option& wrong) {
        const auto number = std::ranges::find_if(words, is_negative_number);
        if (number != words.end())
            return Error{Errc::usage, "'" + *number +
                                          "' is taken for options; as an operand it "
                                          "stands behind --"};
        return usage(wrong.what());
    } catch (const cxxopts::exceptions::exception& wrong) {
        return usage(wrong.what());
    }
    TRY(refuse_repetitions(options, given));
    return Arguments(std::move(given), std::move(operands));
}

} // namespace mdm::cli
