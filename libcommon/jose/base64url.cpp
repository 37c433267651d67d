#include "jose/base64url.h"

#include "core/base64.h"

#include <algorithm>

namespace mdm::jose {
namespace {

bool in_alphabet(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

} // namespace

std::string encode_base64url(ByteView bytes)
{
    std::string text = encode_base64(bytes);
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

Result<Bytes> decode_base64url(std::string_view text)
{
    if (!std::all_of(text.begin(), text.end(), in_alphabet))
        return Error{Errc::malformed, "not base64url: a character outside the alphabet",
                     "RFC 7515 2"};
    auto bytes = decode_base64(text);
    if (!bytes)
        return Error{Errc::malformed, "not base64url: cut off, or bits are left over",
                     "RFC 7515 2"};
    return bytes;
}

} // namespace mdm::jose
