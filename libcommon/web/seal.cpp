#include "web/seal.h"

#include "core/file.h"
#include "core/text.h"
#include "jose/base64url.h"
#include "ossl/digest.h"

#include <charconv>

namespace mdm::web {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t key_limit = 4096;
constexpr std::string_view digits = "0123456789";
constexpr std::string_view base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t shortest_time = 9; ///< tells a seal from a version number

/// The seal of "PURPOSE\0PARTS": no purpose has a NUL.
ossl::Sha256 mac_of(const Secret& key, std::string_view purpose, std::string_view parts)
{
    std::string message(purpose);
    message.append(1, '\0').append(parts);
    return ossl::hmac_sha256(bytes_of(key.reveal()), bytes_of(message));
}

} // namespace

std::string seal(const Secret& key, std::string_view purpose, std::string_view payload,
                 Time expires)
{
    const std::string parts = jose::encode_base64url(bytes_of(payload)) + "." +
                              std::to_string(seconds_since_epoch(expires));
    return parts + "." + jose::encode_base64url(mac_of(key, purpose, parts));
}

Result<Sealed> unseal(const Secret& key, std::string_view purpose, std::string_view sealed,
                      Time now)
{
    const Error wrong{Errc::refused, "the seal is not ours"};
    const auto pieces = split(sealed, '.');
    if (pieces.size() != 3)
        return wrong;
    const auto mac = jose::decode_base64url(pieces[2]);
    const auto parts = sealed.substr(0, pieces[0].size() + 1 + pieces[1].size());
    if (!mac || !equal_in_constant_time(*mac, mac_of(key, purpose, parts)))
        return wrong;
    std::int64_t seconds = 0;
    const auto read =
        std::from_chars(pieces[1].data(), pieces[1].data() + pieces[1].size(), seconds);
    const auto payload = jose::decode_base64url(pieces[0]);
    if (read.ec != std::errc{} || !payload)
        return wrong;
    return Sealed{std::string(text_of(*payload)), time_from_seconds(seconds) <= now};
}

bool is_seal(std::string_view text)
{
    const auto pieces = split(text, '.');
    if (pieces.size() != 3)
        return false;
    const auto made_of = [](std::string_view piece, std::string_view letters) {
        return !piece.empty() && piece.find_first_not_of(letters) == std::string_view::npos;
    };
    return made_of(pieces[0], base64url) && made_of(pieces[2], base64url) &&
           made_of(pieces[1], digits) && pieces[1].size() >= shortest_time;
}

Result<Secret> load_key(const std::string& file)
{
    auto key = TRY(read_secret_file(file, key_limit));
    if (key.reveal().size() < key_size)
        return Error{Errc::environment, file + ": a key of " + std::to_string(key_size) +
                                            " bytes or more is expected"};
    return key;
}

} // namespace mdm::web
