#pragma once

#include "xml/element.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The elements of a provisioning document, by their own names.
namespace mdm::inspect {

std::string type_of(const xml::Element& characteristic);
std::vector<xml::Element> characteristics(const xml::Element& parent);
std::vector<xml::Element> characteristics(const xml::Element& parent, std::string_view type);
std::optional<xml::Element> find_characteristic(const xml::Element& parent, std::string_view type);
std::vector<xml::Element> parms(const xml::Element& parent);
std::optional<xml::Element> find_parm(const xml::Element& parent, std::string_view name);

/// The value of a parm; nothing where the parm or its value is not there.
std::optional<std::string> parm_value(const xml::Element& parent, std::string_view name);

} // namespace mdm::inspect
