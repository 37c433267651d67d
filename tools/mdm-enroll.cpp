// mdm-enroll - enroll as a Windows device does, and check every answer.
//
// Talks HTTPS to a server, keeps what the device gets, and tells what happened. See mdm-enroll(1).

#include "cli/prompt.h"
#include "cli/tool.h"
#include "device/https.h"
#include "device/kept.h"
#include "device/key_source.h"
#include "device/possessions.h"
#include "device/report.h"
#include "device/session.h"
#include "device/url.h"
#include "x509/certificate.h"

namespace {
using namespace mdm;
using cli::Arguments;

Result<void> check(const Arguments& arguments)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"key", "key-type"}));
    const auto auth = arguments.text("auth", "onprem");
    if (auth != "onprem" && auth != "federated" && auth != "certificate")
        return Error{Errc::usage,
                     "--auth: '" + auth + "' is none of onprem, federated, certificate"};
    if (arguments.has("sign-cert") != (auth == "certificate"))
        return Error{Errc::usage, "--auth certificate and --sign-cert go together"};
    if (arguments.has("token-file") != (auth == "federated"))
        return Error{Errc::usage, "--auth federated and --token-file go together"};
    const bool manual = arguments.has("manual");
    if (manual && !arguments.has("renew"))
        return Error{Errc::usage, "--manual needs --renew"};
    if (arguments.has("renew") && manual != arguments.has("password-file"))
        return Error{Errc::usage, "--manual and --password-file go together with --renew"};
    if (const auto directory = arguments.find("out-dir"))
        return device::check_directory(*directory);
    return {};
}

std::chrono::microseconds stopwatch()
{
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since);
}

/// What the device is and has, as far as the command line says it.
Result<device::Plan> plan(const Arguments& arguments, cli::Io& io)
{
    device::Plan plan{.device = device::draw_device(io.random)};
    if (const auto directory = arguments.find("renew")) {
        auto kept = TRY(device::load_kept(*directory));
        plan.old = std::move(kept.old);
        plan.user = std::move(kept.user);
        plan.device.id = std::move(kept.device_id);
        plan.type = kept.type;
        if (!kept.provider_id.empty())
            plan.provider_id = std::move(kept.provider_id);
    }
    const auto url = TRY(arguments.require("url"));
    plan.url = TRY_WITHIN("--url", device::discovery_url(url));
    plan.user = plan.old ? arguments.text("user", plan.user) : TRY(arguments.require("user"));
    plan.device.id = arguments.text("device-id", plan.device.id);
    plan.device.request_version = arguments.text("request-version", plan.device.request_version);
    if (arguments.has("provider-id"))
        plan.provider_id = arguments.find("provider-id");
    const auto type = arguments.text("enrollment-type", std::string(device::to_text(plan.type)));
    plan.type = TRY_WITHIN("--enrollment-type", device::enrollment_type_from(type));
    for (const auto& word : arguments.all("item"))
        plan.items.push_back(TRY_WITHIN("--item", device::context_item_from(word)));
    if (const auto word = arguments.find("key-type"))
        plan.key_type = TRY_WITHIN("--key-type", x509::key_type_from(*word));
    if (const auto file = arguments.find("key"))
        plan.key = TRY(device::obtain_key({.file = file}));
    if (plan.old)
        plan.offered = {"OnPremise", "Federated"};
    if (const auto file = arguments.find("token-file")) {
        plan.offered = {"Federated"};
        plan.token = TRY(cli::token_from(*file, io));
        return plan;
    }
    if (const auto file = arguments.find("sign-cert")) {
        plan.offered = {"Certificate"};
        const auto key = TRY(arguments.require("sign-key"));
        auto signer = TRY(device::read_signing_certificate(*file, key));
        plan.certificate = std::make_shared<device::SigningCertificate>(std::move(signer));
        return plan;
    }
    if (plan.old && !arguments.has("manual"))
        return plan;
    const auto password_file = TRY(arguments.require("password-file"));
    plan.password = TRY(cli::password_from(password_file, io));
    return plan;
}

Result<device::Surroundings> surroundings(const Arguments& arguments, const device::Plan& plan,
                                          const cli::Io& io)
{
    constexpr long hour = 3600;
    device::HttpsOptions options{.ca_bundle = arguments.find("ca-bundle")};
    options.connect_timeout =
        std::chrono::seconds(TRY(arguments.number("connect-timeout", 10, 1, hour)));
    options.timeout = std::chrono::seconds(TRY(arguments.number("timeout", 60, 1, hour)));
    if (plan.old) {
        options.certificate = x509::to_pem(plan.old->certificate);
        options.key = TRY(x509::to_pem(plan.old->key));
    }
    return device::Surroundings{.transport = TRY(device::https_transport(options)),
                                .random = io.random,
                                .now = io.now,
                                .stopwatch = stopwatch};
}

Result<cli::Exit> run(const Arguments& arguments, cli::Io& io)
{
    TRY(check(arguments));
    auto what = TRY(plan(arguments, io));
    auto world = TRY(surroundings(arguments, what, io));
    device::Session session(std::move(what), std::move(world));
    auto result = session.run();
    if (const auto directory = arguments.find("answers"))
        TRY(device::keep_answers(session, *directory));
    if (const auto directory = arguments.find("out-dir"); directory && result)
        TRY(device::keep(*session.enrolled(), *directory));
    const bool colours = io.out.is_terminal() && io.environment("NO_COLOR").value_or("").empty();
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
         cli::seed_option,
         cli::now_option},
    .run = run};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
