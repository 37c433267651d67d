#pragma once

#include "xml/document.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace mdm::xml {

/// A document for people to look at: as far as it is well formed, its open elements closed where it
/// breaks.
struct Partial {
    Document document;                       ///< without a root where nothing could be read
    std::optional<Error> broken = {};        ///< where and why, as `parse` fails
    std::vector<std::size_t> line_ends = {}; ///< offsets, for `line_of`
};

/// Reads what `parse` reads, and of a broken document what stands before the break. Bytes that are
/// not UTF-8 read as `?`. Nothing is to be decided by what it yields.
Partial read_partial(ByteView input, const Limits& limits);

/// The line on which the element's start tag begins, the first is 1; 0 where it cannot be told.
std::size_t line_of(const Partial& partial, const Element& element);

} // namespace mdm::xml
