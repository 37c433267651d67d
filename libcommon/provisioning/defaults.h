#pragma once

#include "core/expand.h"
#include "provisioning/catalogue.h"
#include "provisioning/document.h"

#include <span>
#include <string>
#include <vector>

namespace mdm::provisioning {

/// What a document takes from one enrollment, where the settings say nothing else.
struct Subject {
    std::string user;        ///< canonical; may be empty
    std::string device;      ///< the device's id with this service; may be empty
    std::string device_name; ///< as the device calls itself; may be empty
};

/// Puts the values of the variables into the texts among the nodes; the message of a failure begins
/// with the path.
Result<std::vector<Node>> expand_nodes(std::span<const Node> nodes,
                                       std::span<const Variable> variables);

/// Adds what is not set: UPN is the user where that name has a domain, EntDMID the device,
/// EntDeviceName its name, and the Poll schedule is 5 times every 15 minutes, 10 times every hour,
/// then once a day without end (the document that is proven with Windows 11 25H2).
void add_defaults(std::vector<Node>& dmclient, const Subject& subject);

/// Takes the settings of [provisioning.application]: AAUTHTYPE and AAUTHNAME become members, the
/// rest parms. Fails with malformed as `check_nodes` does.
Result<void> apply(Application& application, std::vector<Node> settings);

} // namespace mdm::provisioning
