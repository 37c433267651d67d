// mdm-crl - write an authority's list of revoked certificates.
//
// Signs what the ledger knows to be revoked. See mdm-crl(1).

#include "cli/tool.h"
#include "config/settings.h"
#include "core/text.h"
#include "enrollment/authorities.h"
#include "upkeep/open.h"
#include "upkeep/revocation_list.h"

#include <algorithm>
#include <limits>

namespace {
using namespace mdm;

/// Whether the command line says by itself where the list goes.
bool names_files(const cli::Arguments& arguments)
{
    return arguments.has("der") || arguments.has("pem");
}

upkeep::ListFiles files_of(const cli::Arguments& arguments, const config::RevocationList& crl)
{
    if (names_files(arguments))
        return {arguments.text("der"), arguments.text("pem")};
    if (arguments.has("delta"))
        return {crl.delta_file, crl.delta_pem_file};
    return {crl.file, crl.pem_file};
}

bool has_files(const upkeep::ListFiles& files)
{
    return !files.der.empty() || !files.pem.empty();
}

/// The authorities that --authority and the files choose.
Result<std::vector<config::Authority>> chosen(const cli::Arguments& arguments,
                                              const config::Settings& settings)
{
    std::vector<config::Authority> authorities = settings.authorities;
    if (const auto name = arguments.find("authority"))
        std::erase_if(authorities, [&](const auto& authority) { return authority.name != *name; });
    if (authorities.empty())
        return Error{Errc::usage, "--authority: no authority is '" +
                                      printable(arguments.text("authority")) + "'"};
    if (authorities.size() > 1 && (names_files(arguments) || arguments.has("number")))
        return Error{Errc::usage, "there are several authorities: choose one with --authority"};
    std::erase_if(authorities, [&](const auto& authority) {
        return !has_files(files_of(arguments, authority.crl));
    });
    if (authorities.empty())
        return Error{Errc::usage, std::string("nowhere to write: give --der or --pem, or ") +
                                      (arguments.has("delta") ? "delta_file" : "file") +
                                      " in [authority.crl]"};
    return authorities;
}

Result<upkeep::ListOrder> order_of(const cli::Arguments& arguments,
                                   const config::RevocationList& crl, Time now)
{
    constexpr long year = 24 * 366;
    const bool delta = arguments.has("delta");
    const auto lifetime = delta ? crl.delta_lifetime : crl.lifetime;
    upkeep::ListOrder order{.delta = delta, .now = now};
    order.lifetime = std::chrono::hours(
        TRY(arguments.number("hours", static_cast<long>(lifetime.count()), 1, year)));
    if (arguments.has("number"))
        order.number = TRY(arguments.number("number", 1, 1, std::numeric_limits<long>::max()));
    order.delta_urls = crl.delta_urls;
    return order;
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    if (arguments.text("der") == "-" && arguments.text("pem") == "-")
        return Error{Errc::usage, "--der and --pem cannot both be standard output"};
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    TRY_WITHIN(path, config::require(settings.ledger.url, "ledger", "url"));
    const auto selected = TRY(chosen(arguments, settings));
    std::vector<upkeep::ListOrder> orders;
    for (const config::Authority& authority : selected)
        orders.push_back(TRY(order_of(arguments, authority.crl, io.now())));
    auto ledger = TRY(upkeep::open_to_write(arguments, io));
    enrollment::Authorities authorities(settings.authorities);
    for (std::size_t i = 0; i < selected.size(); ++i) {
        const std::string table = "[" + config::table_of(selected[i]) + "]";
        const auto& authority = authorities.find(selected[i].name);
        if (!authority)
            return Error(authority.error()).within(path);
        TRY_WITHIN(table, upkeep::write_list(ledger, authority->issuer, orders[i],
                                             files_of(arguments, selected[i].crl), io.out));
    }
    return cli::Exit::ok;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-crl",
         .operands = "",
         .summary = "write an authority's list of revoked certificates",
         .options = {{"authority", "NAME", "of this one of [authorities] (default all)"},
                     {"delta", "", "only what changed since the last complete list"},
                     {"der", "FILE", "where to write it in DER, in place of the configuration's"},
                     {"pem", "FILE", "where to write it in PEM"},
                     {"hours", "N", "until the next list, in place of the configuration's"},
                     {"number", "N", "its number, in place of the next one"},
                     cli::config_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
