#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::auth {

/// How a new password is hashed, by the names of crypt(5).
enum class HashMethod { yescrypt, bcrypt, sha512 };

Result<HashMethod> hash_method_from(std::string_view word);

/// A password file: one user a line, "USER:HASH", HASH as crypt(3) writes it; empty lines and lines
/// that begin with # are kept. User names compare without ASCII case, since Windows users do not
/// know of it; they hold no colon, no control character, no white space at either end, at most 256
/// bytes of UTF-8.
class PasswordFile {
public:
    /// Reads the content of a file. Fails with malformed, naming the line, on a line that is none,
    /// a user that occurs twice, or a hash whose method crypt(3) does not know or that is weak (DES,
    /// MD5, NT).
    static Result<PasswordFile> parse(std::string_view content);

    /// Checks a password. The canonical user name as the file spells it when it is right. Otherwise
    /// refused with one and the same message, for unknown users and wrong passwords alike, after the
    /// same work: an unknown user is checked against the first hash of the file, or against one of
    /// yescrypt at its default cost where the file has none. A password with a NUL byte or longer
    /// than 512 bytes (crypt(3)'s limit) is wrong.
    [[nodiscard]] Result<std::string> check(std::string_view user, const Secret& password) const;

    /// Sets a user's hash, new or not. Fails with refused on a name that is not allowed.
    Result<void> set(std::string_view user, std::string hash);
    /// Takes a user out. Fails with refused when there is none.
    Result<void> remove(std::string_view user);
    [[nodiscard]] std::vector<std::string> users() const;
    [[nodiscard]] bool contains(std::string_view user) const;

    /// The content again, to be written with mode 0600; what was not changed stays to the byte.
    [[nodiscard]] std::string to_text() const;

private:
    struct Line {
        std::string user; ///< empty for a comment
        std::string text; ///< the whole line, or the hash of a user
    };
    std::vector<Line> lines_;
};

/// Hashes a password with a fresh salt made of `random` (16 bytes at least). `cost` is crypt(3)'s
/// count of the method; 0 for its default. Fails with usage on a cost that the method does not know,
/// with refused on a password that is empty, has a NUL byte or is longer than 512 bytes.
Result<std::string> hash_password(const Secret& password, HashMethod method, unsigned long cost,
                                  ByteView random);

} // namespace mdm::auth
