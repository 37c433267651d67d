#pragma once

#include "core/result.h"
#include "xml/element.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::provisioning {

/// A parm as it was read; one without a value is a flag.
struct Parm {
    std::string name;
    std::optional<std::string> value;
    std::optional<std::string> datatype;
};

/// A characteristic as it was read.
struct Characteristic {
    std::string type;
    std::vector<Parm> parms = {};
    std::vector<Characteristic> children = {};

    /// Nothing where there is none. Case matters.
    [[nodiscard]] const Parm* find_parm(std::string_view name) const;
    [[nodiscard]] const Characteristic* find_child(std::string_view type_name) const;
};

/// Reads the root element of a wap-provisioningdoc of version 1.1; the yield has no type of its
/// own. Fails with malformed on elements but characteristic and parm, on any namespace, on text
/// between them, on a missing type or name, and on a parm that a characteristic has twice.
/// Attributes that are not known are passed over.
Result<Characteristic> read_tree(const xml::Element& root);

/// The value of a parm that must be there and have one; `where` names the characteristic.
Result<std::string> require_value(const Characteristic& node, std::string_view name,
                                  std::string_view where);

} // namespace mdm::provisioning
