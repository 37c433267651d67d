#pragma once

#include "core/bytes.h"

#include <optional>
#include <span>
#include <vector>

namespace mdm::provisioning {

/// The certificates of a document, DER: the device's own, what stands above it, and roots that the
/// device is to trust besides, while one replaces another. Microsoft's guides speak of one
/// intermediate and one root at most, so more of them stand there only where a service has them.
struct Certificates {
    Bytes leaf;
    std::vector<Bytes> intermediates = {}; ///< lowest first
    std::optional<Bytes> root = {};
    std::vector<Bytes> further_roots = {};
};

/// How many intermediates there may be.
constexpr std::size_t intermediates_at_most = 4;

/// Picks what stands above `leaf` out of `chain`, whose order does not matter and which may hold
/// more; an empty chain leaves the device to what it trusts already. Fails with malformed on what
/// is no certificate, and with refused when none of the chain issued the leaf, or when there would
/// be too many intermediates.
Result<Certificates> arrange(Bytes leaf, std::span<const Bytes> chain);

/// All but the leaf, in the order of the members.
std::vector<Bytes> above(const Certificates& certificates);

/// Whether one of the roots of a document must stand above its leaf, or all of them may be further
/// ones, as in a renewal that leaves out what the device has.
enum class Roots { of_chain, any };

/// Puts the certificates of a document, whose intermediates are in any order and whose roots are
/// all further ones, into the order of the chain. Fails with malformed on what is no certificate,
/// and with refused where one stands not above the leaf, or a root is not self-signed.
Result<void> settle(Certificates& certificates, Roots roots);

} // namespace mdm::provisioning
