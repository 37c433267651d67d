#include "config/settings.h"
#include "core/file.h"
#include "core/text.h"
#include "upkeep/audit.h"
#include "upkeep/commands.h"
#include "upkeep/open.h"

#include <iterator>

namespace mdm::upkeep {
namespace {

/// The certificates of PEM files that may have issued what the ledger holds: those of
/// --authority, or else of the configuration, where there is one.
Result<std::vector<std::string>> authority_files(const cli::Arguments& arguments, const cli::Io& io)
{
    auto files = arguments.all("authority");
    if (!files.empty() || arguments.has("ledger"))
        return files;
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    for (const config::Authority& authority : settings.authorities)
        if (!authority.certificate.empty())
            files.push_back(authority.certificate);
    if (settings.renewal)
        files.insert(files.end(), settings.renewal->authorities.begin(),
                     settings.renewal->authorities.end());
    return files;
}

Result<std::vector<x509::Certificate>> read_authorities(const std::vector<std::string>& files)
{
    std::vector<x509::Certificate> all;
    for (const std::string& file : files) {
        const auto pem = TRY(read_file(file));
        auto some = TRY_WITHIN(file, x509::parse_pem_certificates(pem));
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace

Result<cli::Exit> verify(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    constexpr long year = 24 * 366;
    const auto hours = TRY(arguments.number("reserved-for", 24, 0, year));
    const auto files = TRY(authority_files(arguments, io));
    auto authorities = TRY(read_authorities(files));
    auto ledger = TRY(open_to_read(arguments, io));
    Audit audit(std::move(authorities), io.now() - std::chrono::hours(hours));
    std::size_t rows = 0;
    std::size_t count = 0;
    TRY(ledger.list({}, [&](const ledger::Entry& entry) {
        ++rows;
        for (const std::string& finding : audit.check(entry)) {
            ++count;
            io.out << printable(entry.reservation.serial) << ": " << printable(finding) << "\n";
        }
        return io.out.flush().has_value();
    }));
    if (count == 0)
        return cli::Exit::ok;
    return Error{Errc::refused, "findings: " + std::to_string(count) + ", in a ledger of " +
                                    std::to_string(rows) + " rows"};
}

} // namespace mdm::upkeep
