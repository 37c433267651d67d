#include "player/messages.h"

#include "core/file.h"
#include "device/certificate_request.h"
#include "device/key_source.h"
#include "device/renew_request.h"
#include "device/requests.h"
#include "device/url.h"
#include "pkcs7/sign.h"
#include "player/credentials.h"
#include "player/words.h"
#include "x509/certificate.h"
#include "x509/request.h"

#include <algorithm>

namespace mdm::player {
namespace {

Result<device::Style> style(const cli::Arguments& arguments)
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

device::Header header(const cli::Arguments& arguments, const cli::Io& io, const std::string& url)
{
    const auto drawn = device::draw_message_id(io.random);
    return {arguments.text("message-id", drawn), arguments.text("to", url)};
}

/// The header of a message for a service beside discovery, on the host of the user's domain.
device::Header header_for(std::string_view service, const cli::Arguments& arguments,
                          const cli::Io& io)
{
    const auto user = arguments.text("user", "user@example.com");
    return header(arguments, io, device::derived_url(user, service));
}

Result<Bytes> certificate_request(const cli::Arguments& arguments, const device::Device& device,
                                  cli::Io& io)
{
    if (const auto file = arguments.find("csr")) {
        const auto content = TRY(cli::read_operand(*file, io, default_file_limit));
        return TRY_WITHIN(*file, x509::decode_request_file(content));
    }
    device::KeySource source{.file = arguments.find("key"), .new_file = arguments.find("new-key")};
    source.type = TRY(key_type(arguments)).value_or(source.type);
    auto content = device::request_content(device);
    if (const auto word = arguments.find("hash"))
        content.hash = TRY_WITHIN("--hash", device::hash_from(*word));
    if (arguments.has("printable-name"))
        content.encoding = device::NameEncoding::printable_with_nul;
    const auto key = TRY(device::obtain_key(source));
    return device::make_certificate_request(key, content);
}

/// AdditionalContext: what such a device sends, changed as asked, but for the names in `without`.
Result<std::vector<device::ContextItem>> context(const cli::Arguments& arguments,
                                                 const device::Device& device,
                                                 std::vector<std::string> without)
{
    const auto type = TRY(enrollment_type(arguments, device::EnrollmentType::full));
    const auto changes = TRY(items(arguments));
    auto all = device::context_items(device, type, changes);
    const auto asked = arguments.all("without");
    without.insert(without.end(), asked.begin(), asked.end());
    for (const auto& name : without)
        std::erase_if(all, [&](const device::ContextItem& item) { return item.name == name; });
    return all;
}

/// The certificate request, signed with the key of the certificate that is to be renewed; or what
/// another program made.
Result<Bytes> renewal_message(const cli::Arguments& arguments, const device::Device& device,
                              cli::Io& io)
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
std::vector<std::string> not_drawn(const cli::Arguments& arguments)
{
    std::vector<std::string> names;
    if (!arguments.has("device-id"))
        names = {"DeviceID", "HWDevID"};
    if (!arguments.has("enrollment-type"))
        names.emplace_back("EnrollmentType");
    return names;
}

} // namespace

Result<std::string> discover_message(const cli::Arguments& arguments, cli::Io& io)
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
    const auto how = TRY(style(arguments));
    return device::discover_request(device, asked, to, how);
}

Result<std::string> policies_message(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    const auto who = TRY(credentials(arguments, io));
    const device::GetPolicies asked{.last_update = TRY(arguments.time("last-update")),
                                    .language = arguments.text("language"),
                                    .oids = arguments.all("policy-oid"),
                                    .tpm = arguments.has("tpm")};
    const auto to = header_for("Policy.svc", arguments, io);
    const auto how = TRY(style(arguments));
    return device::seal(device::get_policies_request(who, asked, to, how), who);
}

Result<std::string> issue_message(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"key", "new-key", "csr"}));
    TRY(arguments.require_at_most_one({"key", "key-type", "csr"}));
    auto device = device::draw_device(io.random);
    device.id = arguments.text("device-id", device.id);
    const auto facts = TRY(context(arguments, device, {}));
    const auto how = TRY(style(arguments));
    const auto who = TRY(credentials(arguments, io));
    const auto to = header_for("Enrollment.svc", arguments, io);
    const auto csr = TRY(certificate_request(arguments, device, io));
    return device::seal(device::issue_request(who, csr, facts, to, how), who);
}

/// A plain client says nothing of itself but what it is told to say.
Result<std::string> plain_message(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    TRY(arguments.require_at_most_one({"key", "new-key", "csr"}));
    TRY(arguments.require_at_most_one({"key", "key-type", "csr"}));
    const auto device = device::draw_device(io.random);
    const auto facts = TRY(items(arguments));
    const auto how = TRY(style(arguments));
    const auto who = TRY(renewal_credentials(arguments, io));
    const auto to = header_for("Enrollment.svc", arguments, io);
    const auto csr = TRY(certificate_request(arguments, device, io));
    auto text = device::plain_issue_request(who, csr, facts, to, how);
    return who ? device::seal(std::move(text), *who) : Result<std::string>(std::move(text));
}

Result<std::string> query_message(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "REQUEST-ID"));
    const auto how = TRY(style(arguments));
    const auto who = TRY(renewal_credentials(arguments, io));
    const auto to = header_for("Enrollment.svc", arguments, io);
    auto text = device::query_request(who, arguments.operands().front(), to, how);
    return who ? device::seal(std::move(text), *who) : Result<std::string>(std::move(text));
}

Result<std::string> renew_message(const cli::Arguments& arguments, cli::Io& io)
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
    const auto who = TRY(renewal_credentials(arguments, io));
    const auto facts = TRY(context(arguments, device, not_drawn(arguments)));
    const auto to = header_for("Enrollment.svc", arguments, io);
    const auto how = TRY(style(arguments));
    const auto message = TRY(renewal_message(arguments, device, io));
    auto text = device::renew_request(who, message, form, facts, to, how);
    return who ? device::seal(std::move(text), *who) : Result<std::string>(std::move(text));
}

} // namespace mdm::player
