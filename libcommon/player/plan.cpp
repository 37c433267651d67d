#include "player/plan.h"

#include "cli/prompt.h"
#include "device/https.h"
#include "device/kept.h"
#include "device/key_source.h"
#include "device/possessions.h"
#include "device/url.h"
#include "player/credentials.h"
#include "player/words.h"
#include "x509/certificate.h"

namespace mdm::player {

namespace {

constexpr std::string_view options_of_a_load[] = {"parallel",   "users-file", "token-command",
                                                  "reuse-keys", "then-renew", "faulty",
                                                  "fault",      "histogram"};

std::chrono::microseconds stopwatch()
{
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since);
}

/// What a device that enrolled before has.
Result<void> read_kept(const cli::Arguments& arguments, device::Plan& plan)
{
    const auto directory = arguments.find("renew");
    if (!directory)
        return {};
    auto kept = TRY(device::load_kept(*directory));
    plan.old = std::move(kept.old);
    plan.user = std::move(kept.user);
    plan.device.id = std::move(kept.device_id);
    plan.type = TRY(enrollment_type(arguments, kept.type));
    if (!kept.provider_id.empty() && !plan.provider_id)
        plan.provider_id = std::move(kept.provider_id);
    plan.offered = {"OnPremise", "Federated"};
    return {};
}

/// How the user is known, and with what.
Result<void> read_credentials(const cli::Arguments& arguments, cli::Io& io, device::Plan& plan)
{
    const auto auth = arguments.text("auth", "onprem");
    if (auth == "certificate") {
        plan.offered = {"Certificate"};
        plan.certificate = TRY(signing_certificate(arguments));
        return {};
    }
    if (auth == "federated")
        plan.offered = {"Federated"};
    if (const auto file = arguments.find("token-file")) {
        plan.token = TRY(cli::token_from(*file, io));
        return {};
    }
    if (plan.old && !arguments.has("manual"))
        return {};
    const auto file = TRY(arguments.require("password-file"));
    plan.password = TRY(cli::password_from(file, io));
    return {};
}

} // namespace

Result<void> check_policy(const cli::Arguments& arguments)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"key", "key-type"}));
    const auto auth = arguments.text("auth", "onprem");
    if (auth != "onprem" && auth != "federated" && auth != "certificate")
        return Error{Errc::usage,
                     "--auth: '" + auth + "' is none of onprem, federated, certificate"};
    if (arguments.has("sign-cert") != (auth == "certificate"))
        return Error{Errc::usage, "--auth certificate and --sign-cert go together"};
    if (arguments.has("token-file") && auth != "federated")
        return Error{Errc::usage, "--token-file needs --auth federated"};
    return {};
}

Result<void> check(const cli::Arguments& arguments)
{
    TRY(check_policy(arguments));
    TRY(arguments.require_beside("count", options_of_a_load));
    TRY(arguments.require_beside("renew", {"manual"}));
    if (arguments.has("renew") && arguments.has("manual") != arguments.has("password-file"))
        return Error{Errc::usage, "--manual and --password-file go together with --renew"};
    if (const auto directory = arguments.find("out-dir"))
        return device::check_directory(*directory);
    return {};
}

Result<device::Plan> outline(const cli::Arguments& arguments, const cli::Random& random)
{
    device::Plan plan{.device = device::draw_device(random)};
    const auto url = TRY(arguments.require("url"));
    plan.url = TRY_WITHIN("--url", device::discovery_url(url));
    plan.device.request_version = arguments.text("request-version", plan.device.request_version);
    plan.provider_id = arguments.find("provider-id");
    plan.type = TRY(enrollment_type(arguments, plan.type));
    plan.items = TRY(items(arguments));
    plan.key_type = TRY(key_type(arguments));
    if (const auto file = arguments.find("key"))
        plan.key = TRY(device::obtain_key({.file = file}));
    return plan;
}

Result<void> add_user(const cli::Arguments& arguments, cli::Io& io, device::Plan& plan)
{
    plan.user = plan.old ? arguments.text("user", plan.user) : TRY(arguments.require("user"));
    return read_credentials(arguments, io, plan);
}

Result<device::Plan> plan(const cli::Arguments& arguments, cli::Io& io)
{
    auto plan = TRY(outline(arguments, io.random));
    TRY(read_kept(arguments, plan));
    plan.device.id = arguments.text("device-id", plan.device.id);
    TRY(add_user(arguments, io, plan));
    return plan;
}

Result<device::HttpsOptions> https_options(const cli::Arguments& arguments)
{
    constexpr long hour = 3600;
    device::HttpsOptions options{.ca_bundle = arguments.find("ca-bundle")};
    options.connect_timeout =
        std::chrono::seconds(TRY(arguments.number("connect-timeout", 10, 1, hour)));
    options.timeout = std::chrono::seconds(TRY(arguments.number("timeout", 60, 1, hour)));
    return options;
}

Result<device::Surroundings> surroundings(device::HttpsOptions options, const device::Plan& plan,
                                          std::function<Time()> now, device::Random random)
{
    if (plan.old) {
        options.certificate = x509::to_pem(plan.old->certificate);
        options.key = TRY(x509::to_pem(plan.old->key));
    }
    return device::Surroundings{.transport = TRY(device::https_transport(options)),
                                .random = std::move(random),
                                .now = std::move(now),
                                .stopwatch = stopwatch};
}

} // namespace mdm::player
