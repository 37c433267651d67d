#pragma once

#include "xml/cursor.h"
#include "xml/encoding.h"

namespace mdm::xml {

/// Reads the XML declaration where there is one (XML 1.0, 2.8: XMLDecl):
/// `<?xml version="1.0" encoding="utf-8" standalone="yes"?>`, the last two left out as one likes.
/// Fails with malformed on an encoding that is neither UTF-8 nor UTF-16 or not that of the bytes.
Result<void> read_declaration(Cursor& cursor, Encoding encoding);

} // namespace mdm::xml
