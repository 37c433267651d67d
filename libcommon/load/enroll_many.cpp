#include "load/enroll_many.h"

#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/random.h"
#include "cli/terminal.h"
#include "core/file.h"
#include "load/run.h"
#include "load/summary.h"
#include "load/supplies.h"
#include "player/plan.h"

#include <cerrno>
#include <filesystem>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm::load {
namespace {

namespace fs = std::filesystem;

constexpr long count_max = 100'000'000;
constexpr long parallel_max = 1000;

Result<void> check(const cli::Arguments& arguments)
{
    TRY(player::check_policy(arguments));
    for (const std::string name : {"renew", "manual", "answers", "device-id"})
        if (arguments.has(name))
            return Error{Errc::usage, "--" + name + " is for one device, not for --count"};
    TRY(arguments.require_at_most_one({"user", "users-file"}));
    TRY(arguments.require_at_most_one(
        {"password-file", "users-file", "token-file", "token-command", "sign-cert"}));
    TRY(arguments.require_at_most_one({"key", "reuse-keys"}));
    if (arguments.has("token-command") && arguments.text("auth") != "federated")
        return Error{Errc::usage, "--token-command needs --auth federated"};
    if (arguments.has("fault") && !arguments.has("faulty"))
        return Error{Errc::usage, "--fault needs --faulty"};
    return {};
}

Policy policy_of(const cli::Arguments& arguments)
{
    const auto auth = arguments.text("auth", "onprem");
    return auth == "federated" ? federated : auth == "certificate" ? certificate : onprem;
}

/// A number of devices that there are not would quietly become another one.
Result<void> require_room(const Share& share, std::size_t total, std::string_view of_what)
{
    if (share.percent || share.value <= static_cast<double>(total))
        return {};
    return Error{Errc::usage, fmt::format("'{:.0f}' is more than there are {}, {}", share.value,
                                          of_what, total)};
}

Result<Crowd> crowd_from(const cli::Arguments& arguments)
{
    Crowd crowd;
    crowd.count = static_cast<std::size_t>(TRY(arguments.number("count", 1, 1, count_max)));
    const auto share = [&](const char* option) -> Result<Share> {
        const auto text = arguments.find(option);
        return text ? share_from(*text) : Result<Share>(Share{});
    };
    crowd.faulty = TRY_WITHIN("--faulty", share("faulty"));
    TRY_WITHIN("--faulty", require_room(crowd.faulty, crowd.count, "devices"));
    crowd.renewing = TRY_WITHIN("--then-renew", share("then-renew"));
    const auto good = crowd.count - crowd.faulty.of(crowd.count);
    TRY_WITHIN("--then-renew", require_room(crowd.renewing, good, "devices without a fault"));
    const auto policy = policy_of(arguments);
    for (const auto& word : arguments.all("fault"))
        crowd.defects.push_back(TRY_WITHIN("--fault", defect_from(word, policy)));
    if (crowd.defects.empty())
        for (const Defect& defect : defects())
            if ((defect.policies & policy) != 0)
                crowd.defects.push_back(&defect);
    return crowd;
}

/// Each device has a connection, what looks its name up, and files that are being written.
Result<void> allow_files(unsigned parallel)
{
    const rlim_t needed = 64 + 8 * static_cast<rlim_t>(parallel);
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return {};
    if (limit.rlim_max >= needed) {
        limit.rlim_cur = needed;
        if (::setrlimit(RLIMIT_NOFILE, &limit) == 0)
            return {};
    }
    return Error{Errc::environment,
                 fmt::format("--parallel {} may need {} open files, and the limit is {}: raise it "
                             "(ulimit -n), or play fewer at once",
                             parallel, needed, limit.rlim_max)};
}

/// The directory of all devices, which must be empty or not there.
Result<void> make_directory(const std::string& directory)
{
    if (::mkdir(directory.c_str(), 0700) == 0)
        return {};
    std::error_code error;
    if (errno != EEXIST)
        return file_error(directory, "make");
    if (!fs::is_directory(directory, error))
        return Error{Errc::environment, directory + ": it is not a directory"};
    const bool empty = fs::is_empty(directory, error);
    if (error) {
        errno = error.value();
        return file_error(directory, "read");
    }
    if (!empty)
        return Error{Errc::refused, directory + ": it is not empty; the devices of a run go into "
                                                "a directory of their own"};
    return {};
}

/// Says now what a long run would say at its end.
Result<void> check_histogram(const cli::Arguments& arguments)
{
    const auto file = arguments.find("histogram");
    if (!file)
        return {};
    if (std::error_code error; fs::is_directory(*file, error))
        return Error{Errc::environment, *file + ": it is a directory"};
    const auto parent = fs::absolute(*file).parent_path();
    return ::access(parent.c_str(), W_OK | X_OK) == 0 ? Result<void>() : file_error(*file, "write");
}

Randoms randoms_of(const cli::Arguments& arguments, const cli::Io& io)
{
    const auto seed = arguments.find("seed");
    if (!seed)
        return [random = io.random](const std::string&) { return random; };
    return [seed = *seed](const std::string& purpose) {
        return cli::random_from_seed(seed + "/" + purpose);
    };
}

Result<Source> source_of(const cli::Arguments& arguments, cli::Io& io, const Crowd& crowd)
{
    auto options = TRY(player::https_options(arguments));
    // Whatever is wrong with it is told before anything is begun.
    TRY(device::https_transport(options));
    auto gathered = TRY(Supplies::gather(arguments, io, crowd));
    const auto supplies = std::make_shared<const Supplies>(std::move(gathered));
    return Source{
        .plan = [supplies](const Entry& entry,
                           const device::Random& random) { return supplies->plan(entry, random); },
        .renewal_key = [supplies](const Entry& entry) { return supplies->renewal_key(entry); },
        .surroundings =
            [options, now = io.now](const device::Plan& plan, const device::Random& random,
                                    const GiveUp& give_up) {
                auto own = options;
                own.give_up = give_up;
                return player::surroundings(std::move(own), plan, now, random);
            }};
}

Result<std::string> told(const Summary& summary, const cli::Arguments& arguments, const cli::Io& io)
{
    if (arguments.has("json"))
        return to_json(summary) + "\n";
    const bool colours = TRY(cli::wants_colors(arguments, io));
    return to_text(summary, colours ? device::Colours::yes : device::Colours::no);
}

} // namespace

Result<cli::Exit> enroll_many(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(check(arguments));
    Run what{.directory = arguments.text("out-dir")};
    what.crowd = TRY(crowd_from(arguments));
    what.parallel = static_cast<unsigned>(TRY(arguments.number("parallel", 16, 1, parallel_max)));
    TRY(allow_files(what.parallel));
    TRY(check_histogram(arguments));
    const auto source = TRY(source_of(arguments, io, what.crowd));
    if (!what.directory.empty())
        TRY(make_directory(what.directory));
    const cli::Interruption interruption;
    cli::Progress progress(what.crowd.count);
    Watch watch{.interrupted = cli::Interruption::requested, .look = {}};
    if (cli::Progress::wanted())
        watch.look = [&](const Tally& tally) {
            progress.show(tally.devices(), status_line(tally));
        };
    Summary summary;
    const auto ended = run(what, source, randoms_of(arguments, io), watch, summary);
    progress.clear();
    io.out << TRY(told(summary, arguments, io));
    TRY(io.out.flush()); // what happened comes before why it is not ok
    if (!ended)
        return cli::report(ended.error(), io);
    if (const auto file = arguments.find("histogram"))
        TRY(replace_file(*file, bytes_of(to_svg(summary))));
    const auto good = verdict(summary);
    return good ? cli::Exit::ok : cli::report(good.error(), io);
}

} // namespace mdm::load
