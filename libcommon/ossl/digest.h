#pragma once

#include "core/bytes.h"

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include <openssl/types.h>

namespace mdm::ossl {

using Sha1 = std::array<unsigned char, 20>;
using Sha256 = std::array<unsigned char, 32>;

Sha1 sha1(ByteView bytes);
Sha256 sha256(ByteView bytes);
/// SHA-256 over texts that cannot run into each other: each is preceded by its length, in decimal,
/// and a colon. In hexadecimal.
std::string sha256_of_all(std::initializer_list<std::string_view> texts);

/// HMAC with SHA-256 (RFC 2104).
Sha256 hmac_sha256(ByteView key, ByteView message);

/// The hashes of signatures.
enum class Hash { sha1, sha256, sha384, sha512 };

/// Hashes into `result`, which has room for 64 octets or for those of the hash; yields how many.
std::size_t digest(Hash hash, ByteView bytes, unsigned char* result);

/// OpenSSL's implementation of a hash, looked up once a process. Never null.
const EVP_MD* algorithm_of(Hash hash);

} // namespace mdm::ossl
