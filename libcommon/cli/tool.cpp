#include "cli/tool.h"

#include "cli/help.h"
#include "cli/random.h"
#include "core/file.h"
#include "core/uuid.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include <unistd.h>

namespace mdm::cli {
namespace {

/// The part of a tool that the command line chose.
struct Chosen {
    std::vector<Option> options;
    Run run;
    const Command* command = nullptr;
};

bool asks_for(std::span<const std::string> words, std::string_view option)
{
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::find(words.begin(), end, option) != end;
}

/// Finds the command that the first word names, where the tool has commands, and takes the word.
Result<Chosen> choose(const Tool& tool, std::span<const std::string>& words)
{
    Chosen chosen{tool.options, tool.run};
    if (!tool.commands.empty()) {
        if (words.empty())
            return Error{Errc::usage, "missing COMMAND; see --help"};
        const auto named = std::find_if(tool.commands.begin(), tool.commands.end(),
                                        [&](const Command& c) { return c.name == words[0]; });
        if (named == tool.commands.end())
            return Error{Errc::usage, "unknown command '" + words[0] + "'; see --help"};
        chosen.options.insert(chosen.options.end(), named->options.begin(), named->options.end());
        chosen.run = named->run;
        chosen.command = &*named;
        words = words.subspan(1);
    }
    chosen.options.insert(chosen.options.end(), standard_options.begin(), standard_options.end());
    return chosen;
}

Result<void> apply_standard_options(const Arguments& arguments, Io& io)
{
    const std::string format = arguments.text("log-format", "text");
    if (format != "text" && format != "json")
        return Error{Errc::usage, "--log-format: '" + format + "' is neither text nor json"};
    io.log.set_format(format == "json" ? LogFormat::json : LogFormat::text);
    if (const auto now = TRY(arguments.time("now"))) {
        io.now = [pinned = *now] { return pinned; };
        io.log.set_clock(io.now);
    }
    if (const auto seed = arguments.find("seed"))
        io.random = random_from_seed(*seed);
    return {};
}

Result<Exit> run_words(const Tool& tool, std::span<const std::string> words, Io& io)
{
    // Help is for whoever has the rest of the command line wrong.
    const bool help = asks_for(words, "--help");
    if (help && (tool.commands.empty() || words[0] == "--help")) {
        io.out << help_text(tool);
        return Exit::ok;
    }
    if (asks_for(words, "--version")) {
        io.out << tool.name << " " << version() << "\n";
        return Exit::ok;
    }
    const auto chosen = TRY(choose(tool, words));
    if (help) {
        io.out << help_text(tool, *chosen.command);
        return Exit::ok;
    }
    const auto arguments = TRY(parse_arguments(words, chosen.options));
    TRY(apply_standard_options(arguments, io));
    return chosen.run(arguments, io);
}

Exit fail(const Error& error, Io& io)
{
    io.out.discard();
    return report(error, io);
}

} // namespace

Exit run_tool(const Tool& tool, std::span<const std::string> words, Io& io)
{
    try {
        const auto status = run_words(tool, words, io);
        if (!status)
            return fail(status.error(), io);
        const auto flushed = io.out.flush();
        return flushed ? *status : fail(flushed.error(), io);
    } catch (const std::bad_alloc&) {
        return fail({Errc::environment, "out of memory"}, io);
    } catch (const std::exception& failure) {
        return fail({Errc::environment, failure.what()}, io);
    }
}

int run_main(const Tool& tool, int argc, char** argv)
{
    Input in(STDIN_FILENO);
    Output out(STDOUT_FILENO);
    Output err(STDERR_FILENO);
    const auto now = [] {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    };
    Log log(std::string(tool.name), err, now);
    const auto environment = [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
    };
    Io io{in, out, log, environment, now, random_from_system};
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    return static_cast<int>(run_tool(tool, words, io));
}

Exit report(const Error& error, Io& io)
{
    std::string message = error.message;
    if (!error.spec.empty())
        message.append(" [").append(error.spec).append("]");
    io.log.write({.level = Level::error, .message = message});
    return exit_of(error.code);
}

Result<std::string> config_path(const Arguments& arguments, const Io& io)
{
    if (auto given = arguments.find("config"))
        return *given;
    if (auto named = io.environment("ENROLLKIT_CONFIG"); named && !named->empty())
        return *named;
    return Error{Errc::usage, "no configuration: give --config FILE or set ENROLLKIT_CONFIG"};
}

std::string trace_id(const Arguments& arguments, const Io& io)
{
    if (auto given = arguments.find("trace-id"))
        return *given;
    std::array<unsigned char, 16> bytes{};
    io.random(bytes);
    return to_uuid(bytes);
}

Result<std::string> read_operand(const std::string& file, Io& io, std::size_t limit)
{
    return file == "-" ? io.in.read_all(limit) : read_file(file, limit);
}

} // namespace mdm::cli
