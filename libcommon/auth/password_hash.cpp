#include "auth/password_hash.h"

#include "core/text.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include <crypt.h>
#include <string.h>

namespace mdm::auth {
namespace {

struct Method {
    HashMethod method;
    std::string_view word;
    const char* prefix;
    unsigned long lowest;
    unsigned long highest;
    unsigned long usual;
    std::size_t longest; ///< bytes of a password that count
};

// crypt(5). The usual costs take 20 to 250 ms on the machines of 2020; crypt(3)'s own for bcrypt
// and SHA-512 are those of 2000.
constexpr Method methods[] = {
    {HashMethod::yescrypt, "yescrypt", "$y$", 1, 11, 5, longest_password},
    {HashMethod::bcrypt, "bcrypt", "$2b$", 4, 31, 12, 72},
    {HashMethod::sha512, "sha512", "$6$", 1000, 999'999'999, 200'000, longest_password},
};

/// What follows the last $ of a whole hash, in characters (crypt(5)).
struct Shape {
    std::string_view prefix;
    std::size_t digest;
};
constexpr Shape shapes[] = {{"$y$", 43},  {"$gy$", 43}, {"$7$", 43}, {"$2b$", 53},
                            {"$2y$", 53}, {"$2a$", 53}, {"$6$", 86}, {"$5$", 43}};

const Method& row_of(HashMethod method)
{
    return *std::find_if(std::begin(methods), std::end(methods),
                         [&](const Method& row) { return row.method == method; });
}

/// crypt(3)'s memory, in which the password and what was derived from it stay behind.
struct Scratch {
    Scratch() = default;
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { explicit_bzero(&data, sizeof data); }
    crypt_data data{};
};

Error crypt_error(int why)
{
    return {Errc::environment, "cannot hash a password: " + std::generic_category().message(why)};
}

Result<std::string> hash_with(const Secret& password, const char* setting)
{
    const auto scratch = std::make_unique<Scratch>();
    const char* const hash =
        ::crypt_rn(password.reveal().c_str(), setting, &scratch->data, sizeof scratch->data);
    if (hash == nullptr)
        return crypt_error(errno);
    return std::string(hash);
}

Result<void> check_password_text(const Secret& password, const Method& row)
{
    const std::string& text = password.reveal();
    if (text.empty())
        return Error{Errc::refused, "the password is empty"};
    if (text.size() > row.longest)
        return Error{Errc::refused, "the password is longer than the " +
                                        std::to_string(row.longest) + " bytes that " +
                                        std::string(row.word) + " takes"};
    const bool control = std::any_of(text.begin(), text.end(),
                                     [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (control || !is_utf8(text))
        return Error{Errc::refused, "the password has a control character or is not UTF-8, so no "
                                    "device can send it"};
    return {};
}

} // namespace

Result<HashMethod> hash_method_from(std::string_view word)
{
    for (const Method& row : methods)
        if (row.word == word)
            return row.method;
    return Error{Errc::usage,
                 "unknown method '" + printable(word) + "': expected yescrypt, bcrypt or sha512"};
}

bool is_hashable(const Secret& password)
{
    const std::string& text = password.reveal();
    return !text.empty() && text.size() <= longest_password && text.find('\0') == std::string::npos;
}

Result<void> check_hash(std::string_view hash)
{
    if (::crypt_checksalt(std::string(hash).c_str()) != CRYPT_SALT_OK)
        return Error{Errc::malformed,
                     "the hash is of an unknown or weak method, expected one such as yescrypt, "
                     "bcrypt or SHA-512",
                     "crypt(5)"};
    for (const Shape& shape : shapes)
        if (hash.starts_with(shape.prefix) && hash.size() - hash.rfind('$') - 1 == shape.digest)
            return {};
    return Error{Errc::malformed, "the hash is not whole", "crypt(5)"};
}

Result<bool> matches(const Secret& password, const std::string& hash)
{
    const std::string made = TRY(hash_with(password, hash.c_str()));
    return equal_in_constant_time(bytes_of(made), bytes_of(hash));
}

Result<std::string> hash_password(const Secret& password, HashMethod method, unsigned long cost,
                                  ByteView random)
{
    assert(random.size() >= 16);
    const Method& row = row_of(method);
    if (cost == 0)
        cost = row.usual;
    if (cost < row.lowest || cost > row.highest)
        return Error{Errc::usage, "a cost of " + std::to_string(cost) + " for " +
                                      std::string(row.word) + ": expected " +
                                      std::to_string(row.lowest) + " to " +
                                      std::to_string(row.highest)};
    TRY(check_password_text(password, row));
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    if (::crypt_gensalt_rn(row.prefix, cost, text_of(random).data(),
                           static_cast<int>(random.size()), setting, sizeof setting) == nullptr)
        return crypt_error(errno);
    return hash_with(password, setting);
}

} // namespace mdm::auth
