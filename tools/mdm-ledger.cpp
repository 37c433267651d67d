// mdm-ledger - look up what was issued and refused, check it, clear it, report on it.
//
// The commands are those of upkeep/commands.h. See mdm-ledger(1).

#include "upkeep/commands.h"
#include "upkeep/open.h"

namespace {
using namespace mdm;

constexpr cli::Option json{"json", "", "write JSON, one object a line"};
constexpr cli::Option csv{"csv", "", "write CSV (RFC 4180) with a header"};
constexpr cli::Option user{"user", "NAME", "only those of a user"};
constexpr cli::Option device{"device", "ID", "only those of a device, by its DeviceID"};
constexpr cli::Option days{"days", "N", "how many days to look back at (default 30)"};

const cli::Command list{
    "list",
    "",
    "list certificates, or attempts, the oldest first",
    {user,
     device,
     {"kind", "WORD", "only those of issue, renew or offline"},
     {"profile", "NAME", "only those of a profile"},
     {"key", "HEX", "only those of a key, by its SHA-256"},
     {"state", "WORD", "only those reserved, issued or revoked; see the manual"},
     {"since", "TIME", "only those from a time on"},
     {"until", "TIME", "only those before a time"},
     {"ends-before", "TIME", "only those whose validity ends before a time"},
     {"attempts", "", "list attempts in place of certificates"},
     {"requests", "", "list requests that had to be approved in place of certificates"},
     json,
     csv},
    upkeep::list};

const cli::Command verify{
    "verify",
    "",
    "compare every certificate with its row",
    {{"authority", "FILE", "PEM certificates that issued, in place of the configuration's", true},
     {"reserved-for", "HOURS", "after which a reserved row is a gap (default 24)"},
     cli::now_option},
    upkeep::verify};

const cli::Command prune{
    "prune",
    "",
    "take away rows that nobody needs any more",
    {{"expired-for", "DAYS", "certificates past their end for so long"},
     {"reserved-for", "DAYS", "rows reserved for so long and never issued"},
     {"attempts-for", "DAYS", "attempts older than so long"},
     {"requests-for", "DAYS", "requests for approval, asked or decided so long ago"},
     {"dry-run", "", "say what would go, and let it stay"},
     cli::now_option},
    upkeep::prune};

const cli::Command report{
    "report",
    "",
    "write a page of HTML with plots",
    {{"out", "FILE", "where to write it, in place of standard output"}, days, cli::now_option},
    upkeep::report};

const cli::Tool tool{
    .name = "mdm-ledger",
    .operands = "",
    .summary = "look up what was issued and refused, check and clear it",
    .options = {cli::config_option, upkeep::ledger_option},
    .commands = {list,
                 {"show",
                  "[KEY]",
                  "show all about a serial, thumbprint, trace id or RequestID, or a user or device",
                  {user, device, json},
                  upkeep::show},
                 {"export",
                  "",
                  "write every certificate's row",
                  {{"requests", "", "write every request that had to be approved"}, json, csv},
                  upkeep::export_all},
                 verify,
                 prune,
                 {"stats", "", "count what is there", {days, json, cli::now_option}, upkeep::stats},
                 report}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
