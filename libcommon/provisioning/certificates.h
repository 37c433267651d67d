#pragma once

#include "core/bytes.h"

#include <optional>
#include <span>

namespace mdm::provisioning {

/// The certificates of a document, DER: the device's own, and at most one intermediate and one root
/// above it.
struct Certificates {
    Bytes leaf;
    std::optional<Bytes> intermediate = {};
    std::optional<Bytes> root = {};
};

/// Picks what stands above `leaf` out of `chain`, whose order does not matter and which may hold
/// more; an empty chain leaves the device to what it trusts already. Fails with malformed on what
/// is no certificate, and with refused when none of the chain issued the leaf, or when there would
/// be two intermediates.
Result<Certificates> arrange(Bytes leaf, std::span<const Bytes> chain);

/// Fails with malformed on what is no certificate, and with refused unless each certificate issued
/// the one below it and the root is self-signed.
Result<void> check_chain(const Certificates& certificates);

} // namespace mdm::provisioning
