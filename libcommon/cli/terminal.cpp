#include "cli/terminal.h"

#include <algorithm>

namespace mdm::cli {

Result<bool> wants_colors(const Arguments& arguments, const Io& io)
{
    const auto when = arguments.text("color", "auto");
    if (when == "always" || when == "never")
        return when == "always";
    if (when != "auto")
        return Error{Errc::usage, "--color: '" + when + "' is not auto, always or never"};
    return io.out.is_terminal() && io.environment("NO_COLOR").value_or("").empty() &&
           io.environment("TERM") != "dumb";
}

std::size_t terminal_width(const Io& io)
{
    constexpr std::size_t least = 40;
    constexpr std::size_t usual = 80;
    const auto columns = io.out.columns();
    return columns ? std::max(*columns, least) : usual;
}

} // namespace mdm::cli
