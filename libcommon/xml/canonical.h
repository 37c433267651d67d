#pragma once

#include "xml/element.h"

#include <string>

namespace mdm::xml {

/// The canonical form of an element and all that is inside, as if it stood alone (Exclusive XML
/// Canonicalization 1.0, without comments and without a prefix list): UTF-8, the same for documents
/// that differ in prefixes' places, quotes, the order of attributes and the like. It is what a
/// device signs; whoever checks a signature has an implementation of another make.
std::string canonical(const Element& element);

} // namespace mdm::xml
