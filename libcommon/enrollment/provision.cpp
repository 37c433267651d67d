#include "enrollment/provision.h"

#include "core/expand.h"
#include "core/file.h"
#include "core/text.h"
#include "enrollment/device.h"
#include "ossl/digest.h"
#include "provisioning/catalogue.h"
#include "provisioning/defaults.h"
#include "wstep/response.h"
#include "x509/certificate.h"

#include <algorithm>
#include <array>

namespace mdm::enrollment {
namespace {

using fault::Subcode;
using provisioning::Document;
using provisioning::Node;

constexpr std::size_t password_digits = 32;

std::vector<Node> nodes_from(const std::vector<config::Node>& nodes)
{
    std::vector<Node> result;
    for (const config::Node& node : nodes)
        result.push_back({node.path, node.value});
    return result;
}

/// The enterprise token as text: its lines joined.
Result<provisioning::Enterprise> load_enterprise(const config::Provisioning& settings)
{
    provisioning::Enterprise enterprise{
        .id = settings.enterprise_id, .token = "", .nodes = nodes_from(settings.enterprise)};
    TRY(config::require(settings.enterprise_id, "provisioning.enterprise", "id"));
    if (settings.enterprise_token_file.empty())
        return enterprise;
    const auto text = TRY(read_file(settings.enterprise_token_file, 128U << 10));
    for (const auto line : split(text, '\n'))
        enterprise.token += trim(line);
    if (enterprise.token.empty() || printable(enterprise.token, text.size()) != enterprise.token)
        return Error{Errc::malformed,
                     settings.enterprise_token_file + ": not a token: expected a line of text"};
    return enterprise;
}

Result<Secret> load_account_key(const std::string& path)
{
    const auto content = TRY(read_secret_file(path));
    Secret key{std::string(trim(content.reveal()))};
    if (key.reveal().size() < 16)
        return Error{Errc::environment, path + ": a secret of at least 16 characters was expected"};
    return key;
}

/// DER, each once.
Result<std::vector<Bytes>> load_roots(const std::vector<std::string>& files)
{
    std::vector<Bytes> roots;
    for (const std::string& file : files) {
        const auto pem = TRY(read_file(file));
        const auto certificates = TRY_WITHIN(file, x509::parse_pem_certificates(pem));
        for (const x509::Certificate& root : certificates) {
            if (!x509::is_self_signed(root) || !root.authority)
                return Error{Errc::malformed, file + ": '" + x509::subject_of(root) +
                                                  "' is no root: it did not sign itself, or is no "
                                                  "authority"};
            if (std::ranges::find(roots, root.der) == roots.end())
                roots.push_back(root.der);
        }
    }
    return roots;
}

Secret random_password(const RandomBytes& random)
{
    std::array<unsigned char, password_digits / 2> bytes{};
    random(bytes);
    return Secret(to_lower(to_hex(bytes)));
}

/// Errors of the settings under the name of their table.
template <class T>
Result<T> in_table(std::string_view table, Result<T> result)
{
    if (!result)
        return std::move(result).error().within("[" + std::string(table) + "]");
    return result;
}

/// Whether the device has what stands above its new certificate: the same stands above its old one.
bool has_chain(const record::Record& record)
{
    if (!record.renews || record.issued->chain.empty())
        return false;
    const auto old = x509::parse_certificate(record.renews->certificate);
    const auto issuer = x509::parse_certificate(record.issued->chain.front());
    return old && issuer && x509::is_issued_by(*old, *issuer);
}

} // namespace

Result<Enrolled> enrolled_from(const record::Record& record)
{
    if (!record.issued || !record.identity)
        return Error{Errc::malformed,
                     std::string("the record has no ") +
                         (record.identity ? "certificate: did wstep-sign(1) see it?" : "identity"),
                     "mdm-record(5)"};
    return Enrolled{.user = record.identity->user,
                    .device_id = record::find_fact(record, "DeviceID").value_or(""),
                    .device_name = record::find_fact(record, "DeviceName").value_or(""),
                    .enrollment_type = record::find_fact(record, "EnrollmentType").value_or(""),
                    .trace_id = record.trace_id,
                    .certificate = record.issued->certificate,
                    .chain = has_chain(record) ? std::vector<Bytes>{} : record.issued->chain,
                    .profile = record.issued->profile};
}

Secret account_password(const Secret& key, std::string_view provider_id, AccountRole role,
                        std::string_view user, std::string_view device)
{
    std::string message(provider_id);
    message.append(role == AccountRole::device ? "\nAPPSRV\n" : "\nCLIENT\n");
    message.append(user).append("\n").append(device);
    const auto mac = ossl::hmac_sha256(bytes_of(key.reveal()), bytes_of(message));
    return Secret(to_lower(to_hex(mac)).substr(0, password_digits));
}

Result<Provisioner> Provisioner::load(const config::Settings& settings)
{
    Provisioner service;
    service.settings_ = settings.provisioning;
    const config::Provisioning& own = service.settings_;
    TRY(config::require(own.provider_id, "provisioning", "provider_id"));
    TRY(config::require(own.address, "provisioning", "address"));
    TRY(config::check_renewal(settings));
    if (settings.renewal)
        service.renew_ =
            provisioning::Renew{settings.renewal->period, settings.renewal->retry_interval,
                                settings.renewal->server_url};
    for (const config::Profile& profile : settings.profiles)
        if (profile.renewal)
            service.periods_.emplace(profile.name, *profile.renewal);
    service.application_ = nodes_from(own.application);
    service.dmclient_ = nodes_from(own.dmclient);
    if (!own.enterprise_id.empty() || !own.enterprise_token_file.empty() || !own.enterprise.empty())
        service.enterprise_ = TRY(load_enterprise(own));
    if (!own.account_secret_file.empty())
        service.account_key_ = TRY(load_account_key(own.account_secret_file));
    service.roots_ = TRY_WITHIN("[provisioning] roots", load_roots(own.roots));
    TRY(service.check_settings());
    return service;
}

/// What is wrong with the settings is wrong for every device: better said at once.
Result<void> Provisioner::check_settings() const
{
    using provisioning::check_nodes;
    using provisioning::Part;
    const auto zeros = [](std::span<unsigned char> bytes) { std::ranges::fill(bytes, 0); };
    const auto trial = TRY(compose({.user = "a@b", .device_name = "name"}, "device", zeros));
    TRY(in_table("provisioning.dmclient", check_nodes(Part::dmclient, trial.dmclient)));
    if (trial.enterprise)
        TRY(in_table("provisioning.enterprise.nodes",
                     check_nodes(Part::enterprise, trial.enterprise->nodes)));
    return in_table("provisioning", provisioning::check_rules(trial));
}

provisioning::Store Provisioner::store_of(const Enrolled& enrolled) const
{
    const bool system = settings_.store == "auto"
                            ? equal_ignoring_case(enrolled.enrollment_type, "Device")
                            : settings_.store == "system";
    return system ? provisioning::Store::system : provisioning::Store::user;
}

Result<Document> Provisioner::compose(const Enrolled& enrolled, std::string_view device,
                                      const RandomBytes& random) const
{
    const std::array<Variable, 5> variables{{{"user", enrolled.user},
                                             {"device", device},
                                             {"device_id", enrolled.device_id},
                                             {"device_name", enrolled.device_name},
                                             {"trace_id", enrolled.trace_id}}};
    Document document{.store = store_of(enrolled), .renew = renew_};
    if (const auto own = periods_.find(enrolled.profile); document.renew && own != periods_.end())
        document.renew->period = own->second;
    auto& account = document.application;
    account.provider_id = settings_.provider_id;
    account.name = settings_.name;
    account.address = settings_.address;
    account.account_name = device;
    auto parms = TRY(
        in_table("provisioning.application", provisioning::expand_nodes(application_, variables)));
    TRY(in_table("provisioning.application", provisioning::apply(account, std::move(parms))));
    const auto password = [&](AccountRole role) {
        return account_key_ ? account_password(*account_key_, account.provider_id, role,
                                               enrolled.user, device)
                            : random_password(random);
    };
    account.account_secret = password(AccountRole::device);
    account.server_secret = password(AccountRole::server);
    random(account.account_nonce);
    random(account.server_nonce);
    document.dmclient =
        TRY(in_table("provisioning.dmclient", provisioning::expand_nodes(dmclient_, variables)));
    provisioning::add_defaults(document.dmclient,
                               {enrolled.user, std::string(device), enrolled.device_name});
    document.enterprise = enterprise_;
    if (document.enterprise)
        document.enterprise->nodes = TRY(in_table(
            "provisioning.enterprise", provisioning::expand_nodes(enterprise_->nodes, variables)));
    return document;
}

Result<provisioning::Certificates> Provisioner::certificates_of(const Enrolled& enrolled) const
{
    auto certificates = TRY(provisioning::arrange(enrolled.certificate, enrolled.chain));
    for (const Bytes& root : roots_)
        if (certificates.root != root)
            certificates.further_roots.push_back(root);
    return certificates;
}

Result<std::string> Provisioner::document(const Enrolled& enrolled, const RandomBytes& random) const
{
    const auto certificate = TRY(x509::parse_certificate(enrolled.certificate));
    const auto device = device_of(enrolled.device_id, certificate.public_key_info);
    auto document = TRY(compose(enrolled, device, random));
    document.certificates = TRY(certificates_of(enrolled));
    return provisioning::to_xml(document);
}

Result<std::string> Provisioner::renewal(const Enrolled& enrolled) const
{
    auto certificates = TRY(certificates_of(enrolled));
    return provisioning::to_xml(provisioning::Renewal{.certificates = std::move(certificates),
                                                      .store = store_of(enrolled),
                                                      .provider_id = settings_.provider_id});
}

Result<std::string, Refusal> Provisioner::document_for(const record::Record& record,
                                                       const RandomBytes& random) const
{
    // None of this is the device's doing, so it is not told.
    const auto inside = [](Subcode subcode, const Error& error) {
        return refusal_of(subcode, {Errc::environment, error.message, error.spec});
    };
    const auto enrolled = enrolled_from(record);
    if (!enrolled)
        return inside(Subcode::internal_service_fault, enrolled.error());
    auto written =
        record.kind == record::Kind::renew ? renewal(*enrolled) : document(*enrolled, random);
    if (!written)
        return inside(Subcode::enrollment_server, written.error());
    return std::move(written).value();
}

Result<std::string, Refusal> Provisioner::respond(const record::Record& record, Time now,
                                                  const RandomBytes& random) const
{
    const auto written = TRY(document_for(record, random));
    return wstep::provisioning_response(
        written, {.relates_to = record.message_id,
                  .activity_id = record.activity_id.value_or(record.trace_id),
                  .now = now});
}

} // namespace mdm::enrollment
