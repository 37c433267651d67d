#pragma once

#include "ledger/entry.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::ledger {

/// The members of a row under their names in JSON and CSV, as text, in order. A member that has no
/// value yet (of a reserved row, say) is an empty text.
using Fields = std::vector<std::pair<std::string_view, std::string>>;
Fields fields_of(const Entry& entry);
Fields fields_of(const Attempt& attempt);

/// One JSON object without a line feed; members without a value are left out.
std::string to_json(const Fields& fields);

/// One row of CSV with its line end (RFC 4180 2): the names, or the values.
std::string csv_header(const Fields& fields);
std::string to_csv(const Fields& fields);

} // namespace mdm::ledger
