#pragma once

#include "xml/document.h"
#include "xml/encoding.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::xml {

/// Checks a document from end to end, before a tree is built of it: that it is well formed and
/// namespace-well-formed, holds nothing that `parse` refuses, and keeps within `limits` (but
/// `limits.bytes`, which concerns what came before decoding). The time is linear in the size; the
/// memory is that of the elements open at once.
///
/// Fails with malformed; the message begins with "line N, column N: " and quotes nothing of the
/// document, since a password may be what is not well formed.
Result<void> scan(const Text& text, const Limits& limits);

/// How far a scan came.
struct Reach {
    std::size_t end = 0; ///< bytes of the text before the tag, or the text, in which it breaks
    std::vector<std::string> open =
        {};                           ///< elements that are open there, outermost first, as written
    std::optional<Error> broken = {}; ///< as `scan` fails
};
Reach reach(const Text& text, const Limits& limits);

} // namespace mdm::xml
