#include "core/base64.h"
#include "core/text.h"
#include "provisioning/catalogue.h"
#include "provisioning/check_parts.h"
#include "provisioning/criteria.h"
#include "provisioning/value.h"
#include "x509/certificate.h"

#include <algorithm>

namespace mdm::provisioning {
namespace {

constexpr std::string_view auth_spec = "MS-MDE2 2.2.9.5";
constexpr std::string_view dmclient_spec = "MS-MDE2 2.2.9.3";

Error account_error(std::string message, std::string_view spec = auth_spec)
{
    return {Errc::malformed, "APPLICATION: " + std::move(message), spec};
}

/// A parm of APPLICATION against the catalogue: known names must be spelt as they are, and their
/// values fit; a name that is not known is passed over, as a device does.
Result<void> check_parm(const Parm& parm, Provisioned& result)
{
    for (const Row& row : rows(Part::application)) {
        if (row.path != parm.name && equal_ignoring_case(row.path, parm.name))
            return account_error(parm.name + " is spelt " + std::string(row.path));
        if (row.path != parm.name)
            continue;
        if (row.type == Type::flag && parm.value)
            return account_error(parm.name + " takes no value");
        if (row.type != Type::flag)
            return check_spelling(row, parm.value.value_or(""));
        return {};
    }
    result.advice.push_back("APPLICATION: " + printable(parm.name) + " is no parm of w7");
    return {};
}

Result<void> check_nonce(const Characteristic& auth, const std::string& level)
{
    const auto text = TRY(require_value(auth, "AAUTHDATA", "APPAUTH " + level));
    const auto nonce = decode_base64(text);
    if (!nonce || nonce->empty() || encode_base64(*nonce) != text)
        return account_error("AAUTHDATA of " + level + " is not base64 on one line");
    return {};
}

Result<void> read_credentials(const Characteristic& auth, const std::string& level,
                              Provisioned& result)
{
    const auto type = TRY(require_value(auth, "AAUTHTYPE", "APPAUTH " + level));
    const bool of_device = level == "APPSRV";
    if (type != "DIGEST" && (!of_device || type != "BASIC"))
        return account_error("AAUTHTYPE of " + level + " is '" + printable(type) + "', not DIGEST" +
                             (of_device ? " or BASIC" : ""));
    TRY(require_value(auth, "AAUTHSECRET", "APPAUTH " + level));
    if (type == "DIGEST")
        TRY(check_nonce(auth, level));
    if (of_device) {
        result.server_auth = type == "DIGEST" ? ServerAuth::digest : ServerAuth::basic;
        const Parm* const name = auth.find_parm("AAUTHNAME");
        result.account_name = name == nullptr ? "" : name->value.value_or("");
    }
    return {};
}

Result<void> read_all_credentials(const Characteristic& application, Provisioned& result)
{
    int servers = 0;
    int clients = 0;
    for (const Characteristic& child : application.children) {
        if (child.type != "APPAUTH")
            continue;
        const auto level = TRY(require_value(child, "AAUTHLEVEL", "APPAUTH"));
        if (level != "APPSRV" && level != "CLIENT")
            return account_error("AAUTHLEVEL is '" + printable(level) + "', not APPSRV or CLIENT");
        ++(level == "APPSRV" ? servers : clients);
        TRY(read_credentials(child, level, result));
    }
    if (servers != 1 || clients != 1)
        return account_error("there must be one APPAUTH of level APPSRV and one of level CLIENT");
    return {};
}

Result<void> read_account(const Characteristic& application, Provisioned& result)
{
    const auto id = TRY(require_value(application, "APPID", "APPLICATION"));
    if (id != "w7")
        return account_error("APPID is '" + printable(id) + "', not w7");
    result.provider_id = TRY(require_value(application, "PROVIDER-ID", "APPLICATION"));
    result.address = TRY(require_value(application, "ADDR", "APPLICATION"));
    TRY(check_https("ADDR", result.address));
    if (const Parm* name = application.find_parm("NAME"))
        result.name = name->value.value_or("");
    if (application.find_parm("INIT") != nullptr)
        return account_error("INIT makes the enrollment fail", "w7 APPLICATION CSP, INIT");
    for (const Parm& parm : application.parms)
        TRY(check_parm(parm, result));
    TRY(read_all_credentials(application, result));
    const Parm* const criteria = application.find_parm("SSLCLIENTCERTSEARCHCRITERIA");
    if (criteria == nullptr)
        return {};
    const auto leaf = TRY(x509::parse_certificate(result.certificates.leaf));
    return check_criteria(criteria->value.value_or(""), leaf, result.store);
}

Result<void> read_node(const Parm& parm, const std::string& path, Provisioned& result)
{
    const Row* const row = find_row(Part::dmclient, path);
    if (!parm.datatype)
        return Error{Errc::malformed, "DMClient: " + printable(path) + " has no datatype",
                     dmclient_spec};
    if (row == nullptr) {
        result.advice.push_back("DMClient: " + printable(path) + " is not a node of this service");
    } else if (!row->refusal.empty()) {
        return Error{Errc::malformed,
                     "DMClient: " + printable(path) +
                         " cannot stand in this document: " + std::string(row->refusal),
                     row->spec};
    } else {
        if (*parm.datatype != datatype(row->type))
            return Error{Errc::malformed,
                         "DMClient: " + path + " has the datatype " + printable(*parm.datatype) +
                             ", not " + std::string(datatype(row->type)),
                         dmclient_spec};
        TRY_WITHIN("DMClient", check_spelling(*row, parm.value.value_or("")));
    }
    result.dmclient.emplace_back(path, parm.value.value_or(""));
    return {};
}

Result<void> read_nodes(const Characteristic& node, const std::string& prefix, Provisioned& result)
{
    for (const Parm& parm : node.parms)
        TRY(read_node(parm, prefix + parm.name, result));
    for (const Characteristic& child : node.children)
        TRY(read_nodes(child, prefix + child.type + "/", result));
    return {};
}

} // namespace

Result<void> read_application(const Characteristic& tree, Form form, Provisioned& result)
{
    if (form == Form::enrollment) {
        const auto* node = TRY(only_child(tree, "APPLICATION", "the document"));
        return read_account(*node, result);
    }
    if (const Characteristic* node = tree.find_child("APPLICATION"))
        result.provider_id = TRY(require_value(*node, "PROVIDER-ID", "APPLICATION"));
    return {};
}

Result<void> read_dmclient(const Characteristic& tree, Provisioned& result)
{
    const auto* client = TRY(only_child(tree, "DMClient", "the document"));
    const auto* provider = TRY(only_child(*client, "Provider", "DMClient"));
    const auto* node = TRY(only_child(*provider, result.provider_id, "DMClient/Provider"));
    if (provider->children.size() != 1)
        return Error{Errc::malformed, "DMClient/Provider has a node beside that of the PROVIDER-ID",
                     dmclient_spec};
    TRY(read_nodes(*node, "", result));
    for (const auto& [path, value] : result.dmclient)
        for (const PollParm& parm : poll_parms())
            if (path == parm.path)
                result.poll.*parm.member = std::stoll(value);
    TRY_WITHIN("DMClient", check_poll(result.poll));
    if (const auto order = check_poll_order(result.poll); !order)
        result.advice.push_back("DMClient: " + order.error().message);
    if (const auto id = check_id(result.provider_id); !id)
        result.advice.push_back(id.error().message);
    return {};
}

} // namespace mdm::provisioning
