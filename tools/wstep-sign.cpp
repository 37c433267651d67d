// wstep-sign - issue certificates.
//
// Reads records and writes them with a certificate, or signs PKCS #10 files. See wstep-sign(1).

#include "service/setup.h"
#include "service/sign_requests.h"
#include "service/stage.h"

namespace {
using namespace mdm;

/// --serial, or random ones.
Result<enrollment::DrawSerial> serials(const cli::Arguments& arguments, cli::Io& io)
{
    const auto given = arguments.find("serial");
    if (!given)
        return enrollment::draw_serial_from(io.random);
    auto serial = parse_hex(*given);
    const bool fits = serial && serial->size() >= 8 && serial->size() <= 20 &&
                      serial->front() != 0 && serial->front() < 0x80;
    if (!fits)
        return Error{Errc::usage,
                     "--serial: expected 8 to 20 octets in hexadecimal, the first from 01 to 7F",
                     "RFC 5280 4.1.2.2"};
    return enrollment::DrawSerial([bytes = *serial] { return bytes; });
}

Result<cli::Exit> sign_records(enrollment::Signer& signer, cli::Io& io)
{
    const auto takes = [](const record::Record& record) {
        const bool own = record.kind == record::Kind::issue || record.kind == record::Kind::renew ||
                         record.kind == record::Kind::query;
        return own && !record.issued;
    };
    const auto begin = [&](std::vector<record::Record> records) {
        return signer.sign(std::move(records), io.now());
    };
    return service::run_stage(io, {takes, begin});
}

/// Every request gets its answer. Where none came, the log does not have the reason yet.
Result<cli::Exit> refuse_records(const Error& error, cli::Io& io)
{
    const auto status = TRY(service::run_stage(io, service::refuse_all_records(error)));
    if (status == cli::Exit::ok)
        return error;
    return status;
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    const bool offline = arguments.has("csr");
    if (!offline)
        TRY(arguments.require_operands(0, 0, ""));
    TRY(arguments.require_beside("csr",
                                 {"profile", "subject", "san", "days", "user", "device", "new",
                                  "format", "out", "out-dir", "jobs", "report", "trace-id"}));
    auto draw_serial = TRY(serials(arguments, io));
    auto settings = service::load_settings(arguments, io);
    if (!settings && offline)
        return settings.error();
    if (!settings)
        return refuse_records(settings.error(), io);
    enrollment::Signer signer(std::move(*settings), std::move(draw_serial));
    return offline ? service::sign_requests(signer, arguments, io) : sign_records(signer, io);
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "wstep-sign",
         .operands = "< RECORDS | --csr FILE...",
         .summary = "issue certificates: records in, records out, or PKCS #10 files by hand",
         .options = {cli::config_option,
                     {"csr", "FILE",
                      "sign this PKCS #10 request, PEM or DER, or - for input; with --out-dir many,"
                      " or a directory of them",
                      true},
                     {"profile", "NAME", "with --csr: the profile, in place of [profile]"},
                     {"subject", "NAME", "with --csr: subject, in place of the profile's"},
                     {"san", "NAME",
                      "with --csr: alternative name, dns:, email:, upn: or uri:", true},
                     {"days", "N", "with --csr: lifetime, in place of the profile's"},
                     {"user", "USER", "with --csr: the user it is for"},
                     {"device", "ID", "with --csr: the device it is for"},
                     {"new", "", "with --csr: a new certificate, though this key has one"},
                     {"format", "FORMAT", "with --csr: pem (default), der, or chain"},
                     {"out", "FILE", "with --csr: write to FILE"},
                     {"out-dir", "DIR", "with --csr: a certificate file in DIR for each request"},
                     {"jobs", "N", "with --out-dir: threads, in place of one a core"},
                     {"report", "FILE",
                      "with --out-dir: write what was refused to FILE, as lines of JSON"},
                     {"serial", "HEX", "serial number, of one certificate"},
                     cli::trace_id_option,
                     cli::seed_option,
                     cli::now_option},
         .run = run},
        argc, argv);
}
