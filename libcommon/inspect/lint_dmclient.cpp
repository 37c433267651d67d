#include "inspect/lint_parts.h"
#include "inspect/lint_tree.h"
#include "inspect/words.h"
#include "provisioning/catalogue.h"
#include "provisioning/rules.h"
#include "provisioning/value.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

void lint_node(Report& report, const Element& parm, const std::string& path)
{
    const auto* const row = provisioning::find_row(provisioning::Part::dmclient, path);
    const auto datatype = parm.attribute("datatype").value_or("");
    if (row == nullptr) {
        report.find("dmclient-unknown", parm, path, "a node of the DMClient CSP");
        return;
    }
    if (!row->refusal.empty()) {
        report.find("dmclient-refused", parm, path, std::string(row->refusal));
        return;
    }
    if (const auto expected = provisioning::datatype(row->type); datatype != expected)
        report.find("dmclient-datatype", parm, "datatype '" + datatype + "'",
                    std::string(expected));
    const auto value = parm.attribute("value").value_or("");
    if (const auto fits = provisioning::check_spelling(*row, value); !fits)
        report.find("dmclient-value", parm, "'" + value + "'", fits.error().message);
}

void lint_nodes(Report& report, const Element& node, const std::string& prefix)
{
    for (const auto& parm : parms(node))
        lint_node(report, parm, prefix + parm.attribute("name").value_or(""));
    for (const auto& child : characteristics(node))
        lint_nodes(report, child, prefix + type_of(child) + "/");
}

/// The rule that a parm of Poll breaks.
std::string_view rule_of(const Error& error)
{
    if (error.message.find("two schedules") != std::string::npos)
        return "poll-endless";
    if (error.message.find("less than 1440") != std::string::npos)
        return "poll-remaining";
    if (error.message.find("never end") != std::string::npos)
        return "poll-first";
    return "poll-nothing";
}

void lint_poll(Report& report, const Element& provider)
{
    const auto element = find_characteristic(provider, "Poll");
    if (!element)
        return;
    provisioning::Poll poll;
    for (const auto& parm : provisioning::poll_parms()) {
        const auto value = parm_value(*element, parm.path.substr(parm.path.find('/') + 1));
        const auto number = value ? whole_number(*value) : std::nullopt;
        if (number && *number <= INT32_MAX)
            poll.*parm.member = static_cast<std::int64_t>(*number);
    }
    for (const Error& error : provisioning::poll_errors(poll))
        report.find(rule_of(error), *element, error.message, "a schedule that the clause allows");
    if (const auto order = provisioning::check_poll_order(poll); !order)
        report.find("poll-order", *element, order.error().message, "longer intervals later");
}

} // namespace

void lint_dmclient(Report& report, const Element& client)
{
    const auto providers = characteristics(client, "Provider");
    const auto nodes =
        providers.empty() ? std::vector<Element>() : characteristics(providers.front());
    if (nodes.size() != 1)
        report.find("dmclient-provider", client, fmt::format("{} nodes in Provider", nodes.size()),
                    "one");
    for (const auto& node : nodes) {
        lint_nodes(report, node, "");
        lint_poll(report, node);
    }
}

} // namespace mdm::inspect
