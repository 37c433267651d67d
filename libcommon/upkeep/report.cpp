#include "config/settings.h"
#include "core/file.h"
#include "upkeep/commands.h"
#include "upkeep/open.h"
#include "upkeep/report_page.h"

namespace mdm::upkeep {
namespace {

/// Whose service it is, where a configuration says so.
Result<std::string> organisation_of(const cli::Arguments& arguments, const cli::Io& io)
{
    if (arguments.has("ledger"))
        return std::string();
    const auto path = TRY(cli::config_path(arguments, io));
    auto settings = TRY(config::load(path));
    return std::move(settings.web.organisation);
}

} // namespace

Result<cli::Exit> report(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const auto days = TRY(arguments.number("days", 30, 1, 366));
    const auto organisation = TRY(organisation_of(arguments, io));
    auto ledger = TRY(open_to_read(arguments, io));
    const auto statistics = TRY(statistics_of(ledger, io.now(), static_cast<int>(days)));
    const std::string page = report_page(statistics, organisation);
    if (const auto file = arguments.find("out"); file && *file != "-")
        TRY(replace_file(*file, bytes_of(page)));
    else
        io.out << page;
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
