#pragma once

#include "provisioning/check.h"
#include "provisioning/tree.h"

/// The parts of `check`; each reads its characteristics into a `Provisioned`.
namespace mdm::provisioning {

Result<void> read_certificate_store(const Characteristic& tree, Provisioned& result);
Result<void> read_application(const Characteristic& tree, Form form, Provisioned& result);
Result<void> read_dmclient(const Characteristic& tree, Provisioned& result);

/// The only characteristic of that type below `node`. Fails with malformed when there is none or
/// more than one; `where` names `node`.
Result<const Characteristic*> only_child(const Characteristic& node, std::string_view type,
                                         std::string_view where);

} // namespace mdm::provisioning
