#pragma once

#include "core/bytes.h"
#include "device/device.h"
#include "ossl/digest.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>

namespace mdm::device {

/// How the common name of a request is encoded. Real devices send both; the second is against
/// X.680, where a PrintableString holds neither `!` nor NUL.
enum class NameEncoding { utf8, printable_with_nul };

/// "sha1", "sha256", "sha384", "sha512". Fails with usage.
Result<ossl::Hash> hash_from(std::string_view word);

/// What a device puts into its PKCS #10 request.
struct RequestContent {
    std::string common_name;   ///< UTF-8
    std::string device_digits; ///< the text of extension 1.3.6.1.4.1.311.66.1.0, without its NUL
    NameEncoding encoding = NameEncoding::utf8;
    ossl::Hash hash = ossl::Hash::sha256; ///< what the certificate policy asks for
};

/// What this device puts there: its common name is "GUID!DIGITS", a GUID cut to 30 characters, `!`,
/// and 32 hexadecimal digits.
RequestContent request_content(const Device& device);

/// A DER PKCS #10 request as a Windows device makes it: version 0, one common name, and an
/// extensionRequest of extended key usage clientAuth and 1.3.6.1.4.1.311.66.1.0, whose octets are
/// bare text. Signatures of RSA keys are the same for the same content. Fails with environment.
Result<Bytes> make_certificate_request(const ossl::Key& key, const RequestContent& content);

} // namespace mdm::device
