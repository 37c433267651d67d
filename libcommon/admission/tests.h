#pragma once

#include "admission/list.h"
#include "admission/objection.h"

#include <functional>
#include <optional>

namespace mdm::admission {

/// Yields a list of the configuration, loaded.
using Lists = std::function<Result<const ItemList*>(const config::ListTest&)>;

/// The tests of rules. Each yields what is wrong with a request, or nothing where all is well, and
/// fails with environment where a list cannot be had.

std::optional<Finding> test_maintenance(const config::Maintenance& maintenance, Time now);

/// Whether a user may enroll: none of the lists that deny has the user or a group, and one of those
/// that allow has, where there are such. Groups are known of users who have signed in alone: where
/// a certificate proves a renewal, they are not looked at.
Result<std::optional<Finding>> test_user(const config::Rule& rule, const record::Record& record,
                                         const Lists& lists);

/// Below zero where a version is below a bound, above zero where it is above, else zero: a bound
/// binds as far as it goes, so 10.0.26200 is the same as 10.0.26200.9. A text that is no version is
/// below all.
int compare_versions(std::string_view version, std::string_view bound);

/// Whether every list lets the request through, and the version of the system is in its bounds.
/// What a device does not say at discovery is not looked at there.
Result<std::optional<Finding>> test_facts(const config::Rule& rule, config::Step step,
                                          const record::Record& record, const Lists& lists);

} // namespace mdm::admission
