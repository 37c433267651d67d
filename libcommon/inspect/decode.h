#pragma once

#include "core/bytes.h"
#include "inspect/node.h"
#include "inspect/subject.h"
#include "xml/element.h"

#include <string_view>

namespace mdm::inspect {

/// Everything that a subject says, and that is nested in it, as far as it can be read. Nothing that
/// it yields was verified but where it says so.
Node tree_of(const Subject& subject);
/// The header of HTTP that stood in front of it.
Node tree_of(const Http& http);

// The parts of it. Each appends to `into` what the bytes say, or a note why they cannot be read.

void decode_certificate(ByteView der, Node& into);
void decode_request(ByteView der, Node& into);
/// A signed message, its signer, and the request inside.
void decode_cms(ByteView ber, Node& into);
/// Header and claims of a token; the signature is left out.
void decode_token(std::string_view compact, Node& into);
/// One line of JSON, and what is nested in a record.
void decode_record(std::string_view line, Node& into);

/// An element, what is inside, and what its texts mean.
Node read_element(const Subject& subject, const xml::Element& element);
/// A wap-provisioningdoc, its characteristics and parms under their own names.
Node read_document(const Subject& subject, const xml::Element& root);

/// DER Extensions, a node each.
void decode_extensions(ByteView sequence, Node& into);

/// What the value of a BinarySecurityToken holds, by its bytes: ValueTypes are mixed up in
/// practice. The value is a secret from then on where whoever has it can sign in or read a
/// password.
void decode_binary_token(Node& into);

} // namespace mdm::inspect
