#include "cli/help.h"

#include <algorithm>

namespace mdm::cli {
namespace {

constexpr std::size_t column = 26;

/// "  -o, --out FILE": the left column.
std::string spelling(const Option& option)
{
    const auto comma = option.name.find(',');
    std::string text = "  ";
    if (comma == std::string_view::npos)
        text.append("    --").append(option.name);
    else
        text.append("-")
            .append(option.name.substr(0, comma))
            .append(", --")
            .append(option.name.substr(comma + 1));
    if (!option.value.empty())
        text.append(option.value.starts_with('[') ? "" : " ").append(option.value);
    return text;
}

std::string row(std::string left, std::string_view right)
{
    if (left.size() + 2 > column)
        left.append("\n").append(column, ' ');
    else
        left.resize(column, ' ');
    return left.append(right).append("\n");
}

template <class Options>
std::string rows(const Options& options)
{
    std::string text;
    for (const Option& option : options)
        text += row(spelling(option), option.help);
    return text;
}

std::string usage(std::initializer_list<std::string_view> words)
{
    std::string text = "usage:";
    for (const std::string_view word : words)
        if (!word.empty())
            text.append(" ").append(word);
    return text + "\n";
}

std::string footer(const Tool& tool)
{
    return rows(standard_options) + "\nSee " + std::string(tool.name) + "(1).\n";
}

std::string section(const Tool& tool, const Command& command)
{
    std::string text = "\n";
    text.append(tool.name).append(" ").append(command.name);
    if (!command.operands.empty())
        text.append(" ").append(command.operands);
    return text.append("\n    ").append(command.summary).append("\n") + rows(command.options);
}

} // namespace

std::string_view version()
{
    return MDM_VERSION;
}

std::string help_text(const Tool& tool)
{
    const std::string summary(tool.summary);
    if (tool.commands.empty())
        return usage({tool.name, "[OPTION]...", tool.operands}) + summary + "\n\n" +
               rows(tool.options) + footer(tool);
    std::string text =
        usage({tool.name, "COMMAND", "[OPTION]...", "[OPERAND]..."}) + summary + "\n";
    for (const Command& command : tool.commands)
        text += section(tool, command);
    return text + "\nall commands\n" + rows(tool.options) + footer(tool);
}

std::string help_text(const Tool& tool, const Command& command)
{
    return usage({tool.name, command.name, "[OPTION]...", command.operands}) +
           std::string(command.summary) + "\n\n" + rows(command.options) + rows(tool.options) +
           footer(tool);
}

} // namespace mdm::cli
