// mdm-check-ldap - check a password by a directory.
//
// A checker: user and password on descriptor 3, an answer in JSON on standard output. See
// mdm-check-ldap(1) and mdm-checker(7).

#include "cli/tool.h"
#include "config/settings.h"
#include "ldap/directory.h"
#include "service/checker.h"

#include <cstdlib>

namespace {
using namespace mdm;

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const auto path = TRY(cli::config_path(arguments, io));
    // Settings of the system or of a user could switch the check of certificates off: ldap.conf(5).
    ::setenv("LDAPNOINIT", "1", 1);
    return service::run_checker(io, [&](const auth::UsernameToken& token) -> Result<auth::Answer> {
        const auto settings = TRY(config::load(path));
        return ldap::ask_directory(settings.ldap, token);
    });
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main({.name = "mdm-check-ldap",
                          .operands = "3< USER-AND-PASSWORD",
                          .summary = "check a password by a directory",
                          .options = {cli::config_option},
                          .run = run},
                         argc, argv);
}
