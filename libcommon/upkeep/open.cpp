#include "upkeep/open.h"

#include "config/settings.h"

namespace mdm::upkeep {
namespace {

Result<std::string> url_of(const cli::Arguments& arguments, const cli::Io& io)
{
    if (auto url = arguments.find("ledger"))
        return std::move(*url);
    const auto path = TRY(cli::config_path(arguments, io));
    auto settings = TRY(config::load(path));
    TRY_WITHIN(path, config::require(settings.ledger.url, "ledger", "url"));
    return std::move(settings.ledger.url);
}

} // namespace

Result<ledger::Ledger> open_to_read(const cli::Arguments& arguments, const cli::Io& io)
{
    const auto url = TRY(url_of(arguments, io));
    return ledger::Ledger::open_to_read(url);
}

Result<ledger::Ledger> open_to_write(const cli::Arguments& arguments, const cli::Io& io)
{
    const auto url = TRY(url_of(arguments, io));
    // A name that is wrong must not make an empty ledger.
    TRY(ledger::Ledger::open_to_read(url));
    return ledger::Ledger::open(url);
}

} // namespace mdm::upkeep
