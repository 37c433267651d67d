#include "device/key_source.h"

#include "core/file.h"

namespace mdm::device {

Result<ossl::Key> obtain_key(const KeySource& source)
{
    if (source.file) {
        const auto pem = TRY(read_secret_file(*source.file));
        return TRY_WITHIN(*source.file, x509::parse_private_key(pem));
    }
    auto key = TRY(x509::make_key(source.type));
    if (source.new_file) {
        const auto pem = TRY(x509::to_pem(key));
        TRY(create_file(*source.new_file, bytes_of(pem.reveal()), 0600));
    }
    return key;
}

} // namespace mdm::device
