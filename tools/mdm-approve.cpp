// mdm-approve - approve or deny requests that wait for it.
//
// Writes into the ledger what was decided about a request, and by whom. See mdm-approve(1).

#include "upkeep/approve.h"
#include "upkeep/open.h"

namespace {
using namespace mdm;

constexpr cli::Option json{"json", "", "write JSON, one object a line"};
constexpr cli::Option by{"by", "NAME", "who decides, in place of who has signed in"};

const cli::Tool tool{
    .name = "mdm-approve",
    .operands = "",
    .summary = "approve or deny requests that wait for it",
    .options = {cli::config_option, upkeep::ledger_option},
    .commands = {{"list",
                  "",
                  "list the requests that wait, the oldest first",
                  {{"all", "", "list those that were decided on too"},
                   {"state", "WORD", "list those waiting, approved, denied or issued"},
                   {"user", "NAME", "only those of a user"},
                   {"device", "ID", "only those of a device, by its DeviceID"},
                   json},
                  upkeep::list_requests},
                 {"approve",
                  "REQUEST-ID...",
                  "let requests have their certificates",
                  {by, json, cli::now_option},
                  upkeep::approve},
                 {"deny",
                  "REQUEST-ID...",
                  "let them have none",
                  {{"reason", "TEXT", "why; the client is told"}, by, json, cli::now_option},
                  upkeep::deny}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
