#include "core/base64.h"
#include "core/text.h"
#include "inspect/lint_parts.h"
#include "inspect/lint_tree.h"
#include "provisioning/catalogue.h"
#include "provisioning/rules.h"
#include "provisioning/value.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

/// A parm against the names of w7 APPLICATION and their values.
void lint_parm(Report& report, const Element& parm)
{
    const auto name = parm.attribute("name").value_or("");
    const auto value = parm.attribute("value");
    if (parm.attribute("datatype"))
        report.find("account-datatype", parm, "a datatype", "none in APPLICATION");
    if (name == "INIT")
        report.find("account-init", parm, "INIT", "no INIT: it makes the enrollment fail");
    if (name == "APPID" || name == "PROVIDER-ID" || name == "NAME" || name == "ADDR" ||
        name == "INIT" || name == "SSLCLIENTCERTSEARCHCRITERIA")
        return;
    for (const auto& row : provisioning::rows(provisioning::Part::application)) {
        if (!equal_ignoring_case(row.path, name))
            continue;
        if (row.path != name)
            report.find("account-case", parm, name, std::string(row.path));
        else if (row.type == provisioning::Type::flag && value)
            report.find("account-value", parm, name + " with a value", "none: it is a flag");
        else if (row.type != provisioning::Type::flag)
            if (const auto fits = provisioning::check_spelling(row, value.value_or("")); !fits)
                report.find("account-value", parm, "'" + value.value_or("") + "'",
                            fits.error().message);
        return;
    }
    report.find("account-unknown", parm, name, "a parm of w7 APPLICATION");
}

void lint_case(Report& report, const Element& application)
{
    for (const std::string_view name : {"APPID", "PROVIDER-ID", "NAME", "ADDR"})
        for (const auto& parm : parms(application))
            if (const auto own = parm.attribute("name").value_or("");
                own != name && equal_ignoring_case(own, name))
                report.find("account-case", parm, own, std::string(name));
}

void lint_nonce(Report& report, const Element& auth, const std::string& level)
{
    const auto text = parm_value(auth, "AAUTHDATA").value_or("");
    const auto nonce = decode_base64(text);
    if (!nonce || nonce->empty() || encode_base64(*nonce) != text)
        report.find("auth-nonce", auth, "AAUTHDATA of " + level + " is none",
                    "base64 of a random nonce");
}

void lint_auth(Report& report, const Element& auth)
{
    const auto level = parm_value(auth, "AAUTHLEVEL").value_or("");
    const auto type = parm_value(auth, "AAUTHTYPE").value_or("");
    const bool server = level == "APPSRV";
    if (!server && level != "CLIENT") {
        report.find("auth-levels", auth, "AAUTHLEVEL '" + level + "'", "APPSRV or CLIENT");
        return;
    }
    if (type != "DIGEST" && !(server && type == "BASIC"))
        report.find("auth-type", auth, "AAUTHTYPE '" + type + "' of " + level,
                    server ? "DIGEST or BASIC" : "DIGEST");
    if (parm_value(auth, "AAUTHSECRET").value_or("").empty())
        report.find("auth-secret", auth, "no AAUTHSECRET of " + level, "a password");
    if (type == "DIGEST")
        lint_nonce(report, auth, level);
}

void lint_all_auth(Report& report, const Element& application)
{
    const auto blocks = characteristics(application, "APPAUTH");
    int servers = 0;
    int clients = 0;
    for (const auto& auth : blocks) {
        lint_auth(report, auth);
        const auto level = parm_value(auth, "AAUTHLEVEL");
        servers += level == "APPSRV" ? 1 : 0;
        clients += level == "CLIENT" ? 1 : 0;
    }
    if (servers != 1 || clients != 1)
        report.find("auth-levels", application,
                    fmt::format("{} APPAUTH of APPSRV, {} of CLIENT", servers, clients),
                    "one of each");
    if (blocks.size() != 2)
        return;
    for (const std::string_view name : {"AAUTHDATA", "AAUTHSECRET"}) {
        const auto first = parm_value(blocks[0], name);
        if (first && !first->empty() && first == parm_value(blocks[1], name))
            report.find("auth-same", application, fmt::format("one {} for both APPAUTH", name),
                        "one of its own for each");
    }
}

} // namespace

void lint_account(Report& report, const Element& application, bool whole)
{
    lint_case(report, application);
    if (const auto id = parm_value(application, "APPID").value_or(""); id != "w7")
        report.find("account-id", application, "APPID '" + id + "'", "w7");
    const auto provider = parm_value(application, "PROVIDER-ID").value_or("");
    if (provider.empty())
        report.find("account-provider", application, "no PROVIDER-ID", "the id of the server");
    else if (const auto fits = provisioning::check_id(provider); !fits)
        report.find("provider-id-letters", application, fits.error().message,
                    "nothing that needs escaping");
    if (const auto url = parm_value(application, "ADDR").value_or("");
        !provisioning::check_https("ADDR", url))
        report.find("account-address", application, "ADDR '" + url + "'", "an https URL");
    for (const auto& parm : parms(application))
        lint_parm(report, parm);
    if (whole)
        lint_all_auth(report, application);
}

} // namespace mdm::inspect
