#pragma once

#include "core/bytes.h"
#include "inspect/kind.h"

namespace mdm::inspect {

/// What some DER or BER looks like by its outermost elements: a certificate, a request, a signed
/// message or a private key; unknown where it is none of these. Nothing is checked by that.
Kind kind_of_der(ByteView der);

} // namespace mdm::inspect
