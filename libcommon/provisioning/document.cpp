#include "provisioning/document.h"

#include "core/base64.h"
#include "provisioning/catalogue.h"
#include "provisioning/criteria.h"
#include "provisioning/value.h"
#include "x509/certificate.h"
#include "xml/writer.h"

#include <algorithm>
#include <map>

namespace mdm::provisioning {
namespace {

using Parent = xml::Writer::Node;

Parent characteristic(Parent parent, std::string_view type)
{
    auto node = parent.child("characteristic");
    node.attribute("type", type);
    return node;
}

void parm(Parent parent, std::string_view name, std::string_view value)
{
    parent.child("parm").attribute("name", name).attribute("value", value);
}

void typed_parm(Parent parent, std::string_view name, std::string_view value,
                std::string_view datatype)
{
    parent.child("parm")
        .attribute("name", name)
        .attribute("value", value)
        .attribute("datatype", datatype);
}

/// The node of one certificate, named by its thumbprint.
Parent certificate(Parent parent, const Bytes& der)
{
    auto node = characteristic(parent, x509::thumbprint(der));
    parm(node, "EncodedCertificate", encode_base64(der));
    return node;
}

/// STORE/System, where there is something to stand there.
void write_authorities(Parent top, std::string_view store, const std::vector<Bytes>& certificates)
{
    if (certificates.empty())
        return;
    auto system = characteristic(characteristic(top, store), "System");
    for (const Bytes& der : certificates)
        certificate(system, der);
}

enum class KeyContainer { beside, inside };

/// The certificates of the authority, and My with the device's own; yields My.
Parent write_store(Parent root, const Certificates& certificates, Store store,
                   KeyContainer container)
{
    auto top = characteristic(root, "CertificateStore");
    std::vector<Bytes> roots = certificates.further_roots;
    if (certificates.root)
        roots.insert(roots.begin(), *certificates.root);
    write_authorities(top, "Root", roots);
    write_authorities(top, "CA", certificates.intermediates);
    auto mine = characteristic(top, "My");
    auto place = characteristic(mine, to_text(store));
    const auto leaf = certificate(place, certificates.leaf);
    characteristic(container == KeyContainer::beside ? place : leaf, "PrivateKeyContainer");
    return mine;
}

void write_renew(Parent mine, const Renew& renew)
{
    auto node = characteristic(characteristic(mine, "WSTEP"), "Renew");
    typed_parm(node, "ROBOSupport", "true", "boolean");
    typed_parm(node, "RenewPeriod", std::to_string(renew.period.count()), "integer");
    typed_parm(node, "RetryInterval", std::to_string(renew.retry_interval.count()), "integer");
    if (!renew.server_url.empty())
        typed_parm(node, "ServerURL", renew.server_url, "string");
}

const Node* find(const std::vector<Node>& nodes, std::string_view path)
{
    const auto node = std::find_if(nodes.begin(), nodes.end(),
                                   [&](const Node& candidate) { return candidate.path == path; });
    return node == nodes.end() ? nullptr : &*node;
}

/// AAUTHTYPE and AAUTHNAME are names of a configuration; a document has members for them.
bool is_credential(const Row& row)
{
    return row.path == "AAUTHTYPE" || row.path == "AAUTHNAME";
}

Result<void> write_parm(Parent node, const Row& row, const Value& value, const Document& document)
{
    const auto* yes = std::get_if<bool>(&value);
    if (row.type == Type::flag) {
        if (*yes)
            node.child("parm").attribute("name", row.path);
    } else if (row.type == Type::criteria) {
        if (!*yes)
            return {};
        const auto leaf = TRY(x509::parse_certificate(document.certificates.leaf));
        parm(node, row.path, TRY(search_criteria(leaf, document.store)));
    } else if (const auto text = spelling(row, value); !text.empty()) {
        parm(node, row.path, text);
    }
    return {};
}

void write_credentials(Parent node, const Application& application)
{
    const bool digest = application.server_auth == ServerAuth::digest;
    auto device = characteristic(node, "APPAUTH");
    parm(device, "AAUTHLEVEL", "APPSRV");
    parm(device, "AAUTHTYPE", digest ? "DIGEST" : "BASIC");
    parm(device, "AAUTHNAME", application.account_name);
    parm(device, "AAUTHSECRET", application.account_secret.reveal());
    if (digest)
        parm(device, "AAUTHDATA", encode_base64(application.account_nonce));
    auto server = characteristic(node, "APPAUTH");
    parm(server, "AAUTHLEVEL", "CLIENT");
    parm(server, "AAUTHTYPE", "DIGEST");
    parm(server, "AAUTHSECRET", application.server_secret.reveal());
    parm(server, "AAUTHDATA", encode_base64(application.server_nonce));
}

Result<void> write_application(Parent root, const Document& document)
{
    const Application& application = document.application;
    auto node = characteristic(root, "APPLICATION");
    parm(node, "APPID", "w7");
    parm(node, "PROVIDER-ID", application.provider_id);
    parm(node, "NAME", application.name.empty() ? application.provider_id : application.name);
    parm(node, "ADDR", application.address);
    for (const Row& row : rows(Part::application))
        if (const Node* set = find(application.parms, row.path);
            set != nullptr && !is_credential(row))
            TRY(write_parm(node, row, set->value, document));
    write_credentials(node, application);
    return {};
}

/// The nodes of a part that are set, in the order of the catalogue: parms, and characteristics of
/// one level for those whose path has a slash.
void write_nodes(Parent node, Part part, const std::vector<Node>& nodes)
{
    std::map<std::string_view, Parent> groups;
    for (const Row& row : rows(part)) {
        const Node* const set = find(nodes, row.path);
        const auto text = set == nullptr ? std::string() : spelling(row, set->value);
        if (text.empty())
            continue;
        const auto slash = row.path.find('/');
        auto parent = node;
        if (slash != std::string_view::npos) {
            const auto group = row.path.substr(0, slash);
            const auto known = groups.find(group);
            parent = known != groups.end()
                         ? known->second
                         : groups.emplace(group, characteristic(node, group)).first->second;
        }
        typed_parm(parent, row.path.substr(slash + 1), text, datatype(row.type));
    }
}

void write_enterprise(Parent root, const Enterprise& enterprise)
{
    auto node = characteristic(characteristic(root, "EnterpriseAppManagement"), enterprise.id);
    if (!enterprise.token.empty())
        typed_parm(node, "EnrollmentToken", enterprise.token, "string");
    write_nodes(node, Part::enterprise, enterprise.nodes);
}

Result<void> check_application(const Application& application)
{
    TRY(check_id(application.provider_id));
    TRY(check_https("the address", application.address));
    if (application.account_secret.empty() || application.server_secret.empty())
        return Error{Errc::malformed, "an account without a password", "MS-MDE2 2.2.9.5"};
    return check_nodes(Part::application, application.parms);
}

xml::Writer begin()
{
    xml::Writer writer("wap-provisioningdoc");
    writer.root().attribute("version", "1.1");
    return writer;
}

} // namespace

Result<void> check_rules(const Document& document)
{
    TRY(check_application(document.application));
    if (document.renew)
        TRY(check_renew(*document.renew));
    TRY(check_nodes(Part::dmclient, document.dmclient));
    const Poll poll = poll_from(document.dmclient);
    TRY(check_poll(poll));
    TRY(check_poll_order(poll));
    if (!document.enterprise)
        return {};
    TRY(check_id(document.enterprise->id, "the id of EnterpriseAppManagement"));
    return check_nodes(Part::enterprise, document.enterprise->nodes);
}

Result<std::string> to_xml(const Document& document)
{
    TRY(check_rules(document));
    auto writer = begin();
    const auto mine =
        write_store(writer.root(), document.certificates, document.store, KeyContainer::beside);
    if (document.renew)
        write_renew(mine, *document.renew);
    TRY(write_application(writer.root(), document));
    const auto provider = characteristic(characteristic(writer.root(), "DMClient"), "Provider");
    write_nodes(characteristic(provider, document.application.provider_id), Part::dmclient,
                document.dmclient);
    if (document.enterprise)
        write_enterprise(writer.root(), *document.enterprise);
    return writer.finish();
}

Result<std::string> to_xml(const Renewal& renewal)
{
    TRY(check_id(renewal.provider_id));
    auto writer = begin();
    write_store(writer.root(), renewal.certificates, renewal.store, KeyContainer::inside);
    parm(characteristic(writer.root(), "APPLICATION"), "PROVIDER-ID", renewal.provider_id);
    return writer.finish();
}

} // namespace mdm::provisioning
