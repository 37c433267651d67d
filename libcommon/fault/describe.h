#pragma once

#include "fault/catalogue.h"

#include <string>

namespace mdm::fault {

/// A code for a person: a line each for its number, its names, who raises it, what happened and
/// what to do. Ends in a line feed.
std::string describe(const Code& code);

/// A code as one line of a table, its columns in order: HRESULT, origin, word, name, meaning; `-`
/// stands for what there is not. Ends in a line feed.
std::string row(const Code& code);

/// A code as a JSON object on one line, without a line feed. Members that are empty are left out.
std::string to_json(const Code& code);

/// The whole catalogue, as rows and as a JSON array. Both end in a line feed.
std::string table();
std::string json_table();

} // namespace mdm::fault
