// mdm-check-pam - check a password by PAM.
//
// A checker: user and password on descriptor 3, an answer in JSON on standard output. See
// mdm-check-pam(1) and mdm-checker(7).

#include "cli/tool.h"
#include "pam/service.h"
#include "service/checker.h"

#include <sys/auxv.h>

namespace {
using namespace mdm;

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const pam::Service service{arguments.text("service", "enrollkit"), arguments.text("confdir")};
    if (service.name.empty() || service.name.find('/') != std::string::npos)
        return Error{Errc::usage, "--service: expected the name of a file, without its folder"};
    // Its modules would run with rights that the caller does not have.
    if (::getauxval(AT_SECURE) != 0 && !service.directory.empty())
        return Error{Errc::usage,
                     "--confdir: not for a program that is set-user-ID or set-group-ID"};
    return service::run_checker(io, [&](const auth::UsernameToken& token) -> Result<auth::Answer> {
        return pam::ask_pam(service, token);
    });
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-check-pam",
         .operands = "3< USER-AND-PASSWORD",
         .summary = "check a password by PAM",
         .options = {{"service", "NAME", "the PAM service to ask, in place of enrollkit"},
                     {"confdir", "DIR", "where its file is, in place of /etc/pam.d"}},
         .run = run},
        argc, argv);
}
