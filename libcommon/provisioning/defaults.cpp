#include "provisioning/defaults.h"

#include <algorithm>

namespace mdm::provisioning {
namespace {

constexpr Poll proven{5, 15, 10, 60, 0, 1440};

void add(std::vector<Node>& nodes, std::string_view path, Value value)
{
    const bool set = std::any_of(nodes.begin(), nodes.end(),
                                 [&](const Node& node) { return node.path == path; });
    if (!set)
        nodes.push_back({std::string(path), std::move(value)});
}

} // namespace

Result<std::vector<Node>> expand_nodes(std::span<const Node> nodes,
                                       std::span<const Variable> variables)
{
    std::vector<Node> expanded(nodes.begin(), nodes.end());
    for (Node& node : expanded)
        if (auto* text = std::get_if<std::string>(&node.value))
            *text = TRY_WITHIN(node.path, expand(*text, variables));
    return expanded;
}

void add_defaults(std::vector<Node>& dmclient, const Subject& subject)
{
    if (subject.user.find('@') != std::string::npos)
        add(dmclient, "UPN", subject.user);
    if (!subject.device_name.empty())
        add(dmclient, "EntDeviceName", subject.device_name);
    if (!subject.device.empty())
        add(dmclient, "EntDMID", subject.device);
    for (const PollParm& parm : poll_parms())
        add(dmclient, parm.path, proven.*parm.member);
}

Result<void> apply(Application& application, std::vector<Node> settings)
{
    TRY(check_nodes(Part::application, settings));
    for (const Node& node : settings) {
        if (node.path == "AAUTHTYPE")
            application.server_auth = std::get<std::string>(node.value) == "BASIC"
                                          ? ServerAuth::basic
                                          : ServerAuth::digest;
        else if (node.path == "AAUTHNAME")
            application.account_name = std::get<std::string>(node.value);
    }
    application.parms = std::move(settings);
    return {};
}

} // namespace mdm::provisioning
