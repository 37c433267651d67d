#include "service/fault_log.h"

#include "service/setup.h"

namespace mdm::service {

void log_fault(const fault::Fault& fault, const cli::Arguments& arguments, cli::Io& io)
{
    if (cli::config_path(arguments, io)) {
        const auto settings = load_settings(arguments, io);
        if (!settings)
            io.log.write({.message = settings.error().message, .trace_id = fault.trace_id});
    }
    cli::Event event{.level = cli::Level::warning,
                     .message = "refused: " + arguments.text("log"),
                     .trace_id = fault.trace_id,
                     .fields = {{"subcode", std::string(fault::to_text(fault.subcode))}}};
    if (fault.error_type)
        event.fields.emplace_back("error_type", fault::to_text(*fault.error_type));
    io.log.write(event);
}

} // namespace mdm::service
