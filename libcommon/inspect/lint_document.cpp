#include "core/text.h"
#include "inspect/lint_parts.h"
#include "inspect/lint_store.h"
#include "inspect/lint_tree.h"
#include "provisioning/criteria.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

constexpr std::array<std::string_view, 8> known{"CertificateStore",
                                                "APPLICATION",
                                                "DMClient",
                                                "ClientCertificateInstall",
                                                "Policy",
                                                "PassportForWork",
                                                "EnterpriseAppManagement",
                                                "EnterpriseModernAppManagement"};

void lint_parm(Report& report, const Element& parm, std::set<std::string>& names)
{
    const auto name = parm.attribute("name").value_or("");
    if (name.empty())
        report.find("document-grammar", parm, "a parm without a name", "a name");
    else if (!names.insert(name).second)
        report.find("document-grammar", parm, name + " a second time", "once");
    if (!parm.children().empty() || !trim(parm.text()).empty())
        report.find("document-grammar", parm, "a parm with content", "an empty element");
}

void lint_grammar(Report& report, const Element& element)
{
    if (!trim(element.text()).empty())
        report.find("document-grammar", element, "text between parms", "parms alone");
    std::set<std::string> names;
    for (const auto& child : element.children()) {
        if (child.is({"", "parm"})) {
            lint_parm(report, child, names);
        } else if (child.is({"", "characteristic"})) {
            if (type_of(child).empty())
                report.find("document-grammar", child, "a characteristic without a type", "a type");
            lint_grammar(report, child);
        } else {
            report.find("document-grammar", child, to_text(child.name()),
                        "characteristic or parm, in no namespace");
        }
    }
}

/// The account refers to the certificate, and DMClient to the account.
void lint_order(Report& report, const Element& root)
{
    std::size_t reached = 0;
    for (const auto& child : characteristics(root)) {
        const auto type = type_of(child);
        const auto* const at = std::find(known.begin(), known.end(), type);
        const auto index = static_cast<std::size_t>(at - known.begin());
        if (type == "RootCATrustedCertificates")
            report.find("root-ca-trusted", child, type, "the root in CertificateStore/Root/System");
        else if (at == known.end())
            report.find("document-unknown", child, "'" + type + "'",
                        "a characteristic that can stand at enrollment");
        else if (index < 3 && index < reached)
            report.find("document-order", child, fmt::format("{} behind {}", type, known[reached]),
                        "CertificateStore, APPLICATION, DMClient");
        else if (index < 3)
            reached = index;
    }
}

void lint_criteria(Report& report, const Element& application, const Stores& stores)
{
    const auto parm = find_parm(application, "SSLCLIENTCERTSEARCHCRITERIA");
    if (!parm)
        return;
    const auto value = parm->attribute("value").value_or("");
    if (value.find("&amp;") != std::string::npos) {
        report.find("criteria-escape", *parm, "'" + value + "', escaped twice",
                    "& written as &amp; once");
        return;
    }
    if (stores.own.empty())
        return;
    if (const auto fits = provisioning::check_criteria(value, stores.own.front(), stores.place);
        !fits)
        report.find("criteria", *parm, fits.error().message,
                    "what finds the certificate in its store");
}

/// That both name the same provider.
void lint_provider(Report& report, const Element& root, const Element& application)
{
    const auto id = parm_value(application, "PROVIDER-ID").value_or("");
    const auto client = find_characteristic(root, "DMClient");
    const auto provider = client ? find_characteristic(*client, "Provider") : std::nullopt;
    if (!provider || id.empty())
        return;
    for (const auto& node : characteristics(*provider))
        if (type_of(node) != id)
            report.find("provider-id", node, "'" + type_of(node) + "'",
                        "'" + id + "', the PROVIDER-ID of APPLICATION");
}

/// EntDMID must be set before a device renews (MS-MDE2 2.2.9.3).
void lint_device_id(Report& report, const Element& root, const Stores& stores)
{
    const auto client = find_characteristic(root, "DMClient");
    const auto provider = client ? find_characteristic(*client, "Provider") : std::nullopt;
    const auto nodes = provider ? characteristics(*provider) : std::vector<Element>();
    if (stores.renews && !nodes.empty() && !find_parm(nodes.front(), "EntDMID"))
        report.find("ent-dmid", nodes.front(), "WSTEP/Renew without EntDMID",
                    "EntDMID before the first renewal");
}

} // namespace

void lint_document(Report& report, const Element& root)
{
    if (!root.is({"", "wap-provisioningdoc"}) || root.attribute("version") != "1.1")
        report.find("document-root", root,
                    to_text(root.name()) + " of version '" +
                        root.attribute("version").value_or("") + "'",
                    "wap-provisioningdoc of version 1.1 in no namespace");
    lint_grammar(report, root);
    lint_order(report, root);
    const auto stores = lint_stores(report, root);
    const auto applications = characteristics(root, "APPLICATION");
    const auto client = find_characteristic(root, "DMClient");
    // Of a renewal, the account has its PROVIDER-ID alone, and there is no DMClient.
    const bool renewal =
        !client && (applications.empty() || !find_parm(applications.front(), "APPID"));
    // Of application management, there are no certificates and no APPAUTH.
    const bool whole = !characteristics(root, "CertificateStore").empty();
    if (!renewal && (applications.size() != 1 || !client))
        report.find("document-parts", root, "no APPLICATION, or no DMClient, or several",
                    "one of each");
    for (const auto& application : applications) {
        if (!renewal)
            lint_account(report, application, whole);
        lint_criteria(report, application, stores);
        lint_provider(report, root, application);
    }
    if (client)
        lint_dmclient(report, *client);
    lint_device_id(report, root, stores);
}

} // namespace mdm::inspect
