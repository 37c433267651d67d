#include "enrollment/device.h"

#include "core/text.h"
#include "ossl/digest.h"

namespace mdm::enrollment {
namespace {

constexpr std::size_t common_name_max = 64; // RFC 5280 A.1, ub-common-name
constexpr std::size_t key_digits = 32;

} // namespace

std::string device_of(const std::string& device_id, ByteView public_key_info)
{
    const std::string& id = device_id;
    if (!id.empty() && id.size() <= common_name_max && printable(id) == id && trim(id) == id)
        return id;
    return to_hex(ossl::sha256(public_key_info)).substr(0, key_digits);
}

} // namespace mdm::enrollment
