#pragma once

#include "provisioning/catalogue.h"

#include <string>
#include <string_view>

namespace mdm::provisioning {

/// Whether a setting may have this value. Fails with malformed, saying what was expected.
Result<void> check_value(const Row& row, const Value& value);

/// The value of a setting as the document spells it; it must be one that `check_value` lets pass.
std::string spelling(const Row& row, const Value& value);

/// Whether a value as the document spells it is one of the row's. Fails with malformed.
Result<void> check_spelling(const Row& row, std::string_view value);

/// The datatype that a parm of DMClient or EnterpriseAppManagement bears: "boolean", "integer" or
/// "string".
std::string_view datatype(Type type);

} // namespace mdm::provisioning
