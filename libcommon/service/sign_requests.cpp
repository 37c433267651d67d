#include "service/sign_requests.h"

#include "cli/tool.h"
#include "core/file.h"
#include "core/parallel.h"
#include "service/offline_run.h"
#include "x509/extensions.h"
#include "x509/name.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace mdm::service {
namespace {

constexpr long jobs_max = 1024;

/// What cannot stand in any certificate is wrong in the command line, and not in each request.
Result<void> check_names(const OfflineOrder& order)
{
    const auto wrong = [](const char* option, const Error& error) {
        return Error{Errc::usage, error.message, error.spec}.within(option);
    };
    if (order.subject) {
        const auto subject = x509::parse_name(*order.subject);
        if (!subject)
            return wrong("--subject", subject.error());
    }
    x509::Content content{};
    content.alternative_names = order.alternative_names;
    const auto names = x509::check_extensions(content);
    if (!names)
        return wrong("--san", names.error());
    return {};
}

Result<OfflineOrder> order_from(const cli::Arguments& arguments, cli::Io& io)
{
    OfflineOrder order{.subject = arguments.find("subject"),
                       .alternative_names = arguments.all("san"),
                       .user = arguments.text("user"),
                       .device_id = arguments.text("device"),
                       .trace_id = cli::trace_id(arguments, io),
                       .profile = arguments.text("profile")};
    TRY(check_names(order));
    if (arguments.has("days"))
        order.lifetime = std::chrono::days{TRY(arguments.number("days", 0, 1, 36500))};
    order.distinction = arguments.text("serial", arguments.has("new") ? order.trace_id : "");
    return order;
}

/// What --csr names, and what follows it.
std::vector<std::string> requests_from(const cli::Arguments& arguments)
{
    auto requests = arguments.all("csr");
    requests.insert(requests.end(), arguments.operands().begin(), arguments.operands().end());
    return requests;
}

Result<cli::Exit> sign_one(enrollment::Signer& signer, const std::string& file,
                           const OfflineOrder& order, const cli::Arguments& arguments, cli::Io& io)
{
    const auto format = TRY_WITHIN("--format", format_from(arguments.text("format", "pem")));
    const auto content = TRY(cli::read_operand(file, io, request_file_limit));
    const auto issued = TRY_WITHIN(file, issue_offline(signer, content, order, io.now()));
    const std::string text = to_text(issued, format);
    const std::string out = arguments.text("out", "-");
    if (out == "-")
        io.out << text;
    else
        TRY(replace_file(out, bytes_of(text)));
    return cli::Exit::ok;
}

Result<cli::Exit> sign_many(enrollment::Signer& signer, OfflineRun run,
                            const cli::Arguments& arguments, cli::Io& io)
{
    for (const char* option : {"out", "serial"})
        if (arguments.has(option))
            return Error{Errc::usage, "--" + std::string(option) + " is for one certificate"};
    if (std::ranges::find(run.requests, "-") != run.requests.end())
        return Error{Errc::usage, "--out-dir needs files or directories, not standard input"};
    run.directory = arguments.text("out-dir");
    run.report = arguments.text("report");
    run.format = TRY_WITHIN("--format", format_from(arguments.text("format", "pem")));
    const auto all = std::min<long>(cores(), jobs_max);
    run.jobs = static_cast<unsigned>(TRY(arguments.number("jobs", all, 1, jobs_max)));
    const auto tally = TRY(run_offline(signer, run, io));
    io.out << fmt::format("{} requests: {} certificates written, {} there already, {} refused\n",
                          tally.all(), tally.written, tally.there, tally.refused);
    if (!tally.interrupted)
        return tally.status;
    return cli::report(
        {Errc::environment, "ended before the last request: run the same again to go on"}, io);
}

} // namespace

Result<cli::Exit> sign_requests(enrollment::Signer& signer, const cli::Arguments& arguments,
                                cli::Io& io)
{
    auto requests = requests_from(arguments);
    auto order = TRY(order_from(arguments, io));
    if (arguments.has("out-dir"))
        return sign_many(signer, {std::move(requests), std::move(order), ""}, arguments, io);
    TRY(arguments.require_beside("out-dir", {"jobs", "report"}));
    std::error_code error;
    if (requests.size() > 1 || std::filesystem::is_directory(requests.front(), error))
        return Error{Errc::usage, "more than one request needs --out-dir"};
    return sign_one(signer, requests.front(), order, arguments, io);
}

} // namespace mdm::service
