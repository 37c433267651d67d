// mdm-enroll - enroll as a Windows device does, and check every answer.
//
// Talks HTTPS to a server, keeps what the device gets, and tells what happened. See mdm-enroll(1).

#include "cli/terminal.h"
#include "cli/tool.h"
#include "device/possessions.h"
#include "device/report.h"
#include "load/enroll_many.h"
#include "player/plan.h"

namespace {
using namespace mdm;

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    if (arguments.has("count"))
        return load::enroll_many(arguments, io);
    TRY(player::check(arguments));
    auto what = TRY(player::plan(arguments, io));
    auto options = TRY(player::https_options(arguments));
    auto world = TRY(player::surroundings(std::move(options), what, io.now, io.random));
    device::Session session(std::move(what), std::move(world));
    auto result = session.run();
    if (const auto directory = arguments.find("answers"))
        TRY(device::keep_answers(session, *directory));
    if (const auto directory = arguments.find("out-dir"); directory && result)
        TRY(device::keep(*session.enrolled(), *directory));
    const bool colours = TRY(cli::wants_colors(arguments, io));
    io.out << (arguments.has("json") ? device::to_json(session) + "\n"
                                     : device::to_text(session, colours ? device::Colours::yes
                                                                        : device::Colours::no));
    if (result)
        return cli::Exit::ok;
    TRY(io.out.flush()); // what happened comes before why it ended
    return cli::report(result.error(), io);
}

const cli::Tool tool{
    .name = "mdm-enroll",
    .operands = "",
    .summary = "enroll as a Windows device does, and check every answer",
    .options =
        {{"url", "URL", "the server, or its discovery URL; https"},
         {"ca-bundle", "FILE", "PEM certificates to trust, in place of the system's"},
         {"user", "NAME", "who enrolls the device"},
         {"password-file", "FILE", "file whose first line is the password; - is standard input"},
         {"token-file", "FILE",
          "with --auth federated: file whose first line is the token; - is standard input"},
         {"sign-cert", "FILE", "with --auth certificate: what the requests are signed with"},
         {"sign-key", "FILE", "the key of that certificate"},
         {"auth", "POLICY", "how the user is known: onprem (default), federated or certificate"},
         {"renew", "DIR", "renew the certificate of this directory, by itself"},
         {"manual", "", "with --renew: by the user's password too"},
         {"out-dir", "DIR", "keep key, certificates and document here"},
         {"answers", "DIR", "keep every answer here, whatever comes of it"},
         {"json", "", "tell what happened as a JSON object"},
         {"key", "FILE", "the device's key, in place of a fresh one"},
         {"key-type", "TYPE", "of a fresh key, in place of the policy's: rsa2048, p256, ..."},
         {"device-id", "ID", "DeviceID in place of a random one"},
         {"enrollment-type", "TYPE", "Full (default) or Device"},
         {"item", "NAME=VALUE", "set a context item; the same name again adds to it", true},
         {"request-version", "NUMBER", "RequestVersion (default 5.0)"},
         {"provider-id", "ID", "the provider id that the document must have"},
         {"connect-timeout", "SECONDS", "to wait for a connection (default 10)"},
         {"timeout", "SECONDS", "to wait for an answer (default 60)"},
         {"count", "NUMBER", "play so many devices, and tell what came of them all"},
         {"parallel", "NUMBER", "with --count: so many at once (default 16)"},
         {"users-file", "FILE", "with --count: file of NAME:PASSWORD lines, who take turns"},
         {"token-command", "FILE", "with --count: program that prints a token for each device"},
         {"reuse-keys", "NUMBER", "with --count: make so many keys, which take turns"},
         {"then-renew", "SHARE", "with --count: so many (50, or 5%) renew once they are enrolled"},
         {"faulty", "SHARE", "with --count: so many have a fault, and are to be refused for it"},
         {"fault", "KIND", "with --faulty: such as weak-key, in place of all kinds", true},
         {"histogram", "FILE", "with --count: write the latencies as SVG"},
         cli::seed_option,
         cli::now_option},
    .run = run};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
