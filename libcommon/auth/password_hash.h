#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <cstddef>
#include <string>
#include <string_view>

/// crypt(3), with the memory that it worked in wiped.
namespace mdm::auth {

/// How a new password is hashed, by the names of crypt(5).
enum class HashMethod { yescrypt, bcrypt, sha512 };

/// The method of that name. Fails with usage, naming those that there are.
Result<HashMethod> hash_method_from(std::string_view word);

/// The longest password that crypt(3) takes, in bytes.
constexpr std::size_t longest_password = 511;

/// Hashes a password with a fresh salt made of `random` (16 bytes at least). `cost` is crypt(3)'s
/// count of the method; 0 for the usual one: yescrypt 5, bcrypt 12, SHA-512 200000 rounds. Fails
/// with usage on a cost that the method does not know; with refused on a password that no request
/// of a device can carry (empty, not UTF-8, with a control character) or that is longer than
/// `longest_password`, or than the 72 bytes beyond which bcrypt does not look.
Result<std::string> hash_password(const Secret& password, HashMethod method, unsigned long cost,
                                  ByteView random);

/// Fails with malformed when this is not a whole hash of a strong method of crypt(5): yescrypt,
/// gost-yescrypt, scrypt, bcrypt, SHA-512, SHA-256. The message does not show it.
Result<void> check_hash(std::string_view hash);

/// Whether crypt(3) can take this password: neither empty nor too long, and without a NUL byte.
bool is_hashable(const Secret& password);

/// Whether a hashable password has this hash, in a time that depends on the method and the cost of
/// the hash alone. Fails with environment when crypt(3) cannot work, for lack of memory say.
Result<bool> matches(const Secret& password, const std::string& hash);

} // namespace mdm::auth
