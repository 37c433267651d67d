// mdm-inspect - show any message of an enrollment.
//
// Tells what its inputs are by their content, which no other tool does: it trusts nothing and
// decides nothing. See mdm-inspect(1).

#include "cli/terminal.h"
#include "cli/tool.h"
#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/diff.h"
#include "inspect/lint.h"
#include "inspect/view.h"

#include <algorithm>

namespace {
using namespace mdm;

Result<inspect::View> view_of(const cli::Arguments& arguments, const cli::Io& io)
{
    inspect::View view;
    view.color = TRY(cli::wants_colors(arguments, io));
    view.show_secrets = arguments.has("show-secrets");
    view.full = arguments.has("full");
    view.width = cli::terminal_width(io);
    return view;
}

Result<std::optional<inspect::Kind>> forced_kind(const cli::Arguments& arguments)
{
    const auto word = arguments.find("kind");
    if (!word)
        return std::optional<inspect::Kind>();
    const auto kind = TRY_WITHIN("--kind", inspect::kind_from(*word));
    return std::optional(kind);
}

/// Shows one subject, or judges it.
cli::Exit look_at(const inspect::Subject& subject, const cli::Arguments& arguments,
                  const inspect::View& view, cli::Io& io)
{
    const bool json = arguments.has("json");
    if (arguments.has("lint")) {
        const auto findings = inspect::lint(subject);
        io.out << inspect::to_lines(findings, json);
        return inspect::has_error(findings) ? cli::Exit::refused : cli::Exit::ok;
    }
    const auto tree = inspect::tree_of(subject);
    io.out << (json ? inspect::to_json(subject, tree, view) + "\n"
                    : inspect::to_text(subject, tree, view));
    return subject.broken ? cli::report(Error(*subject.broken).within(printable(subject.name)), io)
                          : cli::Exit::ok;
}

/// Compares two files.
Result<cli::Exit> compare(const cli::Arguments& arguments, const inspect::View& view, cli::Io& io)
{
    TRY(arguments.require_operands(2, 2, "the two files to compare"));
    const auto rules = TRY_WITHIN("--ignore", inspect::diff_rules_from(arguments.all("ignore")));
    const auto kind = TRY(forced_kind(arguments));
    std::vector<inspect::Node> trees;
    for (const auto& file : arguments.operands()) {
        auto input = TRY(cli::read_operand(file, io, inspect::input_limit));
        trees.push_back(inspect::tree_of(inspect::read_subjects(file, std::move(input), kind)));
    }
    const auto found = inspect::diff(trees[0], trees[1], rules);
    io.out << inspect::to_lines(found, arguments.has("json"), view);
    return found.empty() ? cli::Exit::ok : cli::Exit::refused;
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_at_most_one({"lint", "diff"}));
    TRY(arguments.require_beside("diff", {"ignore"}));
    const auto lint = arguments.text("lint");
    if (!lint.empty() && lint != "list")
        return Error{Errc::usage, "--lint: '" + lint + "' is not list"};
    if (lint == "list") {
        io.out << (arguments.has("json") ? inspect::rule_table_json() : inspect::rule_table());
        return cli::Exit::ok;
    }
    const auto view = TRY(view_of(arguments, io));
    if (arguments.has("diff"))
        return compare(arguments, view, io);
    const auto kind = TRY(forced_kind(arguments));
    auto files = arguments.operands();
    if (files.empty())
        files.emplace_back("-");
    auto exit = cli::Exit::ok;
    for (const auto& file : files) {
        auto input = cli::read_operand(file, io, inspect::input_limit);
        if (!input) {
            exit = std::max(exit, cli::report(input.error(), io));
            continue;
        }
        for (const auto& subject : inspect::read_subjects(file, std::move(*input), kind))
            exit = std::max(exit, look_at(subject, arguments, view, io));
    }
    return exit;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-inspect",
         .operands = "[FILE]...",
         .summary = "show, judge and compare messages of an enrollment",
         .options = {{"json", "", "write JSON, one object a line"},
                     {"lint", "[=list]", "judge it by the rules; =list: write the rules"},
                     {"diff", "", "compare two files by meaning"},
                     {"ignore", "WHAT", "for --diff: pass over times or ids", true},
                     {"kind", "KIND", "what the input is, in place of what it looks like"},
                     {"color", "WHEN", "colours: auto (default), always or never"},
                     {"full", "", "do not shorten long values"},
                     {"show-secrets", "", "show passwords and tokens too"}},
         .run = run},
        argc, argv);
}
