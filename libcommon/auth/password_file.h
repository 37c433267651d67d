#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::auth {

/// A password file: one user a line, "USER:HASH", HASH as crypt(3) writes it; empty lines and lines
/// that begin with # are kept. User names compare without ASCII case, since Windows users do not
/// know of it; they do not begin with # and hold no colon, no control character, no white space at
/// either end, at most 256 bytes of UTF-8.
class PasswordFile {
public:
    /// Reads the content of a file. Fails with malformed, naming the line, on a line that is none,
    /// a user that occurs twice, or a hash that is cut short, of a method that crypt(3) does not
    /// know, or weak (DES, MD5, NT).
    static Result<PasswordFile> parse(std::string_view content);

    /// Checks a password. The canonical user name as the file spells it when it is right. Otherwise
    /// refused with one and the same message, for unknown users and wrong passwords alike, after
    /// the same work: an unknown user is checked against the hash of a user of the file that the
    /// unknown name itself selects, so that in a file of several methods names differ in time as
    /// users do, or against one of yescrypt at its default cost where the file has none. A password
    /// that is empty, has a NUL byte or is longer than `longest_password` is wrong. Fails with
    /// environment when crypt(3) cannot work, for lack of memory say.
    [[nodiscard]] Result<std::string> check(std::string_view user, const Secret& password) const;

    /// Sets a user's hash, new or not; a user who is there keeps the spelling of the file. Fails
    /// with refused on a name that is not allowed, with malformed on what is no hash.
    Result<void> set(std::string_view user, std::string hash);
    /// Takes a user out. Fails with refused when there is none.
    Result<void> remove(std::string_view user);
    /// The users in the order of the file.
    [[nodiscard]] std::vector<std::string> users() const;
    [[nodiscard]] bool contains(std::string_view user) const;

    /// The content again, to be written with mode 0600; what was not changed stays to the byte.
    [[nodiscard]] std::string to_text() const;

private:
    struct Line {
        std::string user; ///< empty for a comment
        std::string text; ///< the whole line, or the hash of a user
    };
    [[nodiscard]] const Line* find(std::string_view user) const;
    [[nodiscard]] std::string decoy(std::string_view user) const;

    std::vector<Line> lines_;
    bool ends_in_line_feed_ = true;
};

/// Whether a password file can hold this name. Fails with refused, saying what is wrong with it.
Result<void> check_user_name(std::string_view user);

} // namespace mdm::auth
