// mdm-request - write a request as a Windows device sends it.
//
// Writes one SOAP message to standard output. See mdm-request(1).

#include "cli/prompt.h"
#include "cli/tool.h"
#include "core/file.h"
#include "device/certificate_request.h"
#include "device/key_source.h"
#include "device/renew_request.h"
#include "device/requests.h"
#include "device/url.h"
#include "pkcs7/sign.h"
#include "x509/certificate.h"
#include "x509/request.h"

namespace {
using namespace mdm;
using cli::Arguments;

Result<cli::Exit> write(const std::string& message, const Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_at_most_one({"utf16", "bom"})); // UTF-16 always has one
    const auto encoding = arguments.has("utf16") ? device::Encoding::utf16
                          : arguments.has("bom") ? device::Encoding::utf8_bom
                                                 : device::Encoding::utf8;
    io.out << device::encode(message + "\n", encoding);
    return cli::Exit::ok;
}

Result<device::Style> style(const Arguments& arguments)
{
    device::Style style{.soap11 = arguments.has("soap11")};
    if (const auto word = arguments.find("prefixes"))
        style.prefixes = TRY_WITHIN("--prefixes", device::prefixes_from(*word));
    if (const auto word = arguments.find("attributes"))
        style.attributes = TRY_WITHIN("--attributes", device::attributes_from(*word));
    if (const auto word = arguments.find("wrap"))
        style.wrapping = TRY_WITHIN("--wrap", device::wrapping_from(*word));
    return style;
}

device::Header header(const Arguments& arguments, const cli::Io& io, const std::string& url)
{
    const auto drawn = device::draw_message_id(io.random);
    return {arguments.text("message-id", drawn), arguments.text("to", url)};
}

/// Who asks: a user with a password, whoever was given a token, or who has a certificate.
Result<device::Credentials> credentials(const Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"password-file", "token-file", "sign-cert"}));
    if (const auto file = arguments.find("sign-cert")) {
        const auto key = TRY(arguments.require("sign-key"));
        auto signer = TRY(device::read_signing_certificate(*file, key));
        return device::Credentials{device::CertificateToken{
            std::make_shared<device::SigningCertificate>(std::move(signer)), io.now()}};
    }
    std::optional<Time> created;
    if (arguments.has("timestamp"))
        created = io.now();
    if (const auto file = arguments.find("token-file")) {
        const auto word = arguments.text("token-type", "user");
        const auto type = TRY_WITHIN("--token-type", device::token_type_from(word));
        auto token = TRY(cli::token_from(*file, io));
        return device::Credentials{device::FederatedToken{std::move(token), type, created}};
    }
    auto user = TRY(arguments.require("user"));
    const auto file = TRY(arguments.require("password-file"));
    auto password = TRY(cli::password_from(file, io));
    return device::Credentials{
        device::UsernameToken{std::move(user), std::move(password), created}};
}

/// The header of a message for a service beside discovery, on the host of the user's domain.
device::Header header_for(std::string_view service, const Arguments& arguments, const cli::Io& io)
{
    const auto user = arguments.text("user", "user@example.com");
    return header(arguments, io, device::derived_url(user, service));
}

Result<cli::Exit> discover(const Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    device::Device device;
    device.type = arguments.text("device-type", device.type);
    device.application_version = arguments.text("application-version", device.application_version);
    device.os_edition = arguments.text("os-edition", device.os_edition);
    device.request_version = arguments.text("request-version", device.request_version);
    device::Discover asked{.email = arguments.text("email", "user@example.com")};
    if (arguments.has("auth-policy"))
        asked.auth_policies = arguments.all("auth-policy");
    const auto to = header(arguments, io, device::derived_url(asked.email, "Discovery.svc"));
    return write(device::discover_request(device, asked, to, TRY(style(arguments))), arguments, io);
}

Result<cli::Exit> policies(const Arguments& arguments, cli::Io& io)
{
    const auto who = TRY(credentials(arguments, io));
    const device::GetPolicies asked{.last_update = TRY(arguments.time("last-update")),
                                    .language = arguments.text("language"),
                                    .oids = arguments.all("policy-oid"),
                                    .tpm = arguments.has("tpm")};
    const auto to = header_for("Policy.svc", arguments, io);
    const auto how = TRY(style(arguments));
    const auto message = TRY(device::seal(device::get_policies_request(who, asked, to, how), who));
    return write(message, arguments, io);
}

Result<Bytes> certificate_request(const Arguments& arguments, const device::Device& device,
                                  cli::Io& io)
{
    if (const auto file = arguments.find("csr")) {
        const auto content = TRY(cli::read_operand(*file, io, default_file_limit));
        return TRY_WITHIN(*file, x509::decode_request_file(content));
    }
    device::KeySource source{.file = arguments.find("key"), .new_file = arguments.find("new-key")};
    if (const auto word = arguments.find("key-type"))
        source.type = TRY_WITHIN("--key-type", x509::key_type_from(*word));
    auto content = device::request_content(device);
    if (const auto word = arguments.find("hash"))
        content.hash = TRY_WITHIN("--hash", device::hash_from(*word));
    if (arguments.has("printable-name"))
        content.encoding = device::NameEncoding::printable_with_nul;
    const auto key = TRY(device::obtain_key(source));
    return device::make_certificate_request(key, content);
}

/// AdditionalContext: what such a device sends, changed as asked, but for the names in `without`.
Result<std::vector<device::ContextItem>>
context(const Arguments& arguments, const device::Device& device, std::vector<std::string> without)
{
    const auto word = arguments.text("enrollment-type", "Full");
    const auto type = TRY_WITHIN("--enrollment-type", device::enrollment_type_from(word));
    std::vector<device::ContextItem> changes;
    for (const auto& item : arguments.all("item"))
        changes.push_back(TRY_WITHIN("--item", device::context_item_from(item)));
    auto items = device::context_items(device, type, changes);
    const auto asked = arguments.all("without");
    without.insert(without.end(), asked.begin(), asked.end());
    for (const auto& name : without)
        std::erase_if(items, [&](const device::ContextItem& item) { return item.name == name; });
    return items;
}

Result<cli::Exit> issue(const Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_at_most_one({"key", "new-key", "csr"}));
    TRY(arguments.require_at_most_one({"key", "key-type", "csr"}));
    auto device = device::draw_device(io.random);
    device.id = arguments.text("device-id", device.id);
    const auto items = TRY(context(arguments, device, {}));
    const auto how = TRY(style(arguments));
    const auto who = TRY(credentials(arguments, io));
    const auto to = header_for("Enrollment.svc", arguments, io);
    const auto csr = TRY(certificate_request(arguments, device, io));
    const auto message = TRY(device::seal(device::issue_request(who, csr, items, to, how), who));
    return write(message, arguments, io);
}

/// The certificate request, signed with the key of the certificate that is to be renewed; or what
/// another program made.
Result<Bytes> renewal_message(const Arguments& arguments, const device::Device& device, cli::Io& io)
{
    if (const auto file = arguments.find("pkcs7")) {
        const auto content = TRY(cli::read_operand(*file, io, default_file_limit));
        return Bytes(content.begin(), content.end());
    }
    const auto file = TRY(arguments.require("certificate"));
    const auto content = TRY(cli::read_operand(file, io, default_file_limit));
    const auto certificates = TRY_WITHIN(file, x509::parse_certificate_file(content));
    const auto old_key = TRY(arguments.require("old-key"));
    const auto key = TRY(device::obtain_key({.file = old_key}));
    const auto hash = TRY_WITHIN("--hash", device::hash_from(arguments.text("hash", "sha256")));
    const auto request = TRY(certificate_request(arguments, device, io));
    return pkcs7::sign(request, certificates.front().der, key, hash, io.now());
}

/// A device that renews is known by its certificate, so its ids are not drawn.
std::vector<std::string> not_drawn(const Arguments& arguments)
{
    std::vector<std::string> names;
    if (!arguments.has("device-id"))
        names = {"DeviceID", "HWDevID"};
    if (!arguments.has("enrollment-type"))
        names.emplace_back("EnrollmentType");
    return names;
}

Result<cli::Exit> renew(const Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"key", "new-key", "csr", "pkcs7"}));
    auto device = device::draw_device(io.random);
    device.id = arguments.text("device-id", device.id);
    const auto times = arguments.text("base64", "once");
    if (times != "once" && times != "twice")
        return Error{Errc::usage, "--base64: '" + times + "' is none of once, twice"};
    const auto word = arguments.text("value-type", "secext");
    const auto value_type = TRY_WITHIN("--value-type", device::renewal_value_type_from(word));
    const device::RenewalForm form{.value_type = value_type, .twice = times == "twice"};
    std::optional<device::Credentials> who;
    if (arguments.has("password-file") || arguments.has("token-file") || arguments.has("sign-cert"))
        who = TRY(credentials(arguments, io));
    else if (arguments.has("user"))
        who = device::UsernameToken{arguments.text("user"),
                                    {},
                                    arguments.has("timestamp") ? std::optional(io.now())
                                                               : std::nullopt};
    const auto items = TRY(context(arguments, device, not_drawn(arguments)));
    const auto to = header_for("Enrollment.svc", arguments, io);
    const auto how = TRY(style(arguments));
    const auto message = TRY(renewal_message(arguments, device, io));
    const auto text = device::renew_request(who, message, form, items, to, how);
    const auto sealed = who ? device::seal(text, *who) : Result<std::string>(text);
    if (!sealed)
        return sealed.error();
    return write(*sealed, arguments, io);
}

const std::vector<cli::Option> message_options{
    {"to", "URL", "the URL that the message says it is for"},
    {"message-id", "ID", "MessageID in place of a random one; empty: none"},
    {"prefixes", "STYLE", "of names: usual (default) or numbered"},
    {"soap11", "", "write a SOAP 1.1 envelope"},
    {"utf16", "", "write UTF-16"},
    {"bom", "", "begin with a byte order mark"},
    cli::seed_option,
};

const std::vector<cli::Option> discover_options{
    {"email", "TEXT", "EmailAddress: a user name, DOMAIN\\user, or empty"},
    {"request-version", "NUMBER", "RequestVersion (default 5.0)"},
    {"device-type", "TYPE", "DeviceType (default CIMClient_Windows)"},
    {"application-version", "N.N.N.N", "ApplicationVersion (default 10.0.26100.1)"},
    {"os-edition", "NUMBER", "OSEdition (default 4, Enterprise)"},
    {"auth-policy", "NAME", "offer this AuthPolicy (default OnPremise, Federated)", true},
};

/// The options of a request that says who asks, and some more.
std::vector<cli::Option> with_credentials(std::vector<cli::Option> more)
{
    std::vector<cli::Option> options{
        {"user", "NAME", "name of the UsernameToken"},
        {"password-file", "FILE", "file whose first line is the password; - is standard input"},
        {"token-file", "FILE", "file whose first line is a token, in place of a password"},
        {"token-type", "TYPE", "of the token: user (default) or entra"},
        {"attributes", "STYLE", "of tokens: captured (default), qualified or plain"},
        {"timestamp", "", "put a Timestamp before the token"},
        cli::now_option,
    };
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

/// The same for a request that may be signed in place of that.
std::vector<cli::Option> with_signature(std::vector<cli::Option> more)
{
    auto options = with_credentials(std::move(more));
    options.push_back({"sign-cert", "FILE",
                       "sign the message with this certificate, in place of "
                       "a password"});
    options.push_back({"sign-key", "FILE", "the key of that certificate"});
    return options;
}

const std::vector<cli::Option> policies_options = with_signature({
    {"last-update", "TIME", "ask for policies that changed since"},
    {"language", "TAG", "preferredLanguage"},
    {"policy-oid", "OID", "ask for this policy alone", true},
    {"tpm", "", "name a TPM, as Windows 10 and 11 do"},
});

const std::vector<cli::Option> issue_options = with_signature({
    {"key", "FILE", "sign the certificate request with this key"},
    {"new-key", "FILE", "keep the fresh key in this file"},
    {"key-type", "TYPE", "of a fresh key: rsa2048 (default), rsa3072, rsa4096, p256, p384, p521"},
    {"csr", "FILE", "send this certificate request, PEM or DER; - is standard input"},
    {"hash", "NAME", "of the certificate request: sha256 (default), sha384, sha512 or sha1"},
    {"printable-name", "", "write its name as a PrintableString that ends in NUL"},
    {"wrap", "END", "break its base64 into lines that end in lf or crlf"},
    {"device-id", "ID", "DeviceID in place of a random one"},
    {"enrollment-type", "TYPE", "Full (default) or Device"},
    {"item", "NAME=VALUE", "set a context item; the same name again adds to it", true},
    {"without", "NAME", "leave a context item out", true},
});

const std::vector<cli::Option> renew_options = with_signature({
    {"certificate", "FILE", "the certificate that is to be renewed, PEM or DER"},
    {"old-key", "FILE", "its key"},
    {"pkcs7", "FILE", "send this PKCS #7 message, DER or BER; - is standard input"},
    {"base64", "TIMES", "put the message into base64 once (default) or twice"},
    {"value-type", "NAME", "of the message: secext (default) or enrollment"},
    {"key", "FILE", "sign the certificate request with this key"},
    {"new-key", "FILE", "keep the fresh key in this file"},
    {"key-type", "TYPE", "of a fresh key: rsa2048 (default), rsa3072, rsa4096, p256, p384, p521"},
    {"csr", "FILE", "send this certificate request, PEM or DER; - is standard input"},
    {"hash", "NAME", "of both signatures: sha256 (default), sha384, sha512 or sha1"},
    {"printable-name", "", "write its name as a PrintableString that ends in NUL"},
    {"wrap", "END", "break the base64 into lines that end in lf or crlf"},
    {"device-id", "ID", "DeviceID; left out without this"},
    {"enrollment-type", "TYPE", "Full or Device; left out without this"},
    {"item", "NAME=VALUE", "set a context item; the same name again adds to it", true},
    {"without", "NAME", "leave a context item out", true},
});

const cli::Tool tool{
    .name = "mdm-request",
    .operands = "",
    .summary = "write a request as a Windows device sends it",
    .options = message_options,
    .commands = {{"discover", "", "write a Discover request", discover_options, discover},
                 {"policies", "", "write a GetPolicies request", policies_options, policies},
                 {"issue", "", "write a request for a certificate", issue_options, issue},
                 {"renew", "", "write a request for a renewed certificate", renew_options, renew}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
