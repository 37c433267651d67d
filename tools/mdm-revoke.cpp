// mdm-revoke - revoke certificates.
//
// Writes into the ledger that certificates are revoked, and since when and why. See mdm-revoke(1).

#include "cli/tool.h"
#include "core/file.h"
#include "core/text.h"
#include "ledger/lookup.h"
#include "upkeep/open.h"
#include "upkeep/revoke.h"
#include "x509/certificate.h"

#include <algorithm>

namespace {
using namespace mdm;

/// The serial number of the certificate in a file, which must be the one of the ledger.
Result<std::string> serial_of_file(ledger::Ledger& ledger, const std::string& file, cli::Io& io)
{
    const auto content = TRY(cli::read_operand(file, io, default_file_limit));
    const auto certificates = TRY_WITHIN(file, x509::parse_certificate_file(content));
    auto serial = x509::serial_of(certificates.front());
    const auto entry = TRY(ledger.find_serial(serial));
    if (!entry || !std::ranges::equal(entry->certificate, certificates.front().der))
        return Error{Errc::refused, file + ": the certificate is not in the ledger"};
    return serial;
}

Result<std::string> serial_of_thumbprint(ledger::Ledger& ledger, const std::string& thumbprint)
{
    const auto digits = TRY_WITHIN("--thumbprint", ledger::hexadecimal_from(thumbprint));
    const auto entry = TRY(ledger.find_thumbprint(digits));
    if (!entry)
        return Error{Errc::refused,
                     "no certificate has the thumbprint '" + printable(thumbprint) + "'"};
    return entry->reservation.serial;
}

/// What the options select, but for those that take a look into the ledger; all of it must hold.
Result<ledger::Filter> filter_of(const cli::Arguments& arguments)
{
    const auto all = {"serial", "thumbprint", "cert", "key", "device", "user"};
    if (std::ranges::none_of(all, [&](const char* name) { return arguments.has(name); }))
        return Error{Errc::usage, "nothing is selected: --serial, --thumbprint, --cert, --key, "
                                  "--device or --user"};
    TRY(arguments.require_at_most_one({"serial", "thumbprint", "cert"}));
    ledger::Filter filter{.user = arguments.find("user"), .device_id = arguments.find("device")};
    if (const auto serial = arguments.find("serial"))
        filter.serial = TRY_WITHIN("--serial", ledger::serial_from(*serial));
    if (const auto key = arguments.find("key"))
        filter.key_thumbprint = TRY_WITHIN("--key", ledger::hexadecimal_from(*key));
    return filter;
}

/// The serial number of the one certificate that --thumbprint or --cert names.
Result<std::optional<std::string>> find_one(const cli::Arguments& arguments, ledger::Ledger& ledger,
                                            cli::Io& io)
{
    if (const auto file = arguments.find("cert"))
        return std::optional(TRY(serial_of_file(ledger, *file, io)));
    if (const auto thumbprint = arguments.find("thumbprint"))
        return std::optional(TRY(serial_of_thumbprint(ledger, *thumbprint)));
    return std::optional<std::string>();
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const bool dry_run = arguments.has("dry-run");
    const auto reason =
        TRY_WITHIN("--reason", x509::reason_from(arguments.text("reason", "unspecified")));
    auto filter = TRY(filter_of(arguments));
    auto ledger =
        TRY(dry_run ? upkeep::open_to_read(arguments, io) : upkeep::open_to_write(arguments, io));
    if (auto serial = TRY(find_one(arguments, ledger, io)))
        filter.serial = std::move(serial);
    const auto revised = TRY(upkeep::revoke(ledger, filter, reason, io.now(), dry_run));
    if (revised.empty())
        return Error{Errc::refused, "the ledger has no such certificate"};
    for (const auto& row : revised)
        io.out << (arguments.has("json") ? upkeep::json_of(row, dry_run)
                                         : upkeep::line_of(row, dry_run));
    const bool done = std::ranges::any_of(
        revised, [&](const upkeep::Revised& row) { return upkeep::is_as_wanted(row, reason); });
    return done ? cli::Exit::ok : cli::Exit::refused;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-revoke",
         .operands = "",
         .summary = "revoke certificates, put them on hold, or take them off hold",
         .options = {{"serial", "HEX", "the certificate of a serial number"},
                     {"thumbprint", "HEX", "the certificate of a SHA-1 thumbprint"},
                     {"cert", "FILE", "the certificate in a file, PEM or DER"},
                     {"key", "HEX", "the certificates of a key, by its SHA-256"},
                     {"device", "ID", "the certificates of a device, by its DeviceID"},
                     {"user", "NAME", "the certificates of a user"},
                     {"reason", "NAME", "why, a name of RFC 5280 5.3.1 (default unspecified)"},
                     {"dry-run", "", "say what would be done, and do nothing"},
                     {"json", "", "write JSON, one object a line"},
                     cli::config_option,
                     upkeep::ledger_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
