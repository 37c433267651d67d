// mdm-check-config - find what is wrong with a configuration.
//
// Reads the configuration and the files that it names; writes a line for everything that
// contradicts. See mdm-check-config(1).

#include "cli/tool.h"
#include "service/check_config.h"

namespace {
using namespace mdm;

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    const auto complaints = service::check_config({settings, io.now()});
    for (const std::string& complaint : complaints)
        io.out << complaint << "\n";
    return complaints.empty() ? cli::Exit::ok : cli::Exit::refused;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main({.name = "mdm-check-config",
                          .operands = "",
                          .summary = "find what is wrong with a configuration",
                          .options = {cli::config_option, cli::now_option},
                          .run = run},
                         argc, argv);
}
