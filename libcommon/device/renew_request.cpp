#include "device/renew_request.h"

#include "core/base64.h"
#include "device/rst_parts.h"
#include "device/type_uri.h"
#include "soap/action.h"

namespace mdm::device {

Result<RenewalForm::ValueType> renewal_value_type_from(std::string_view word)
{
    if (word == "secext")
        return RenewalForm::ValueType::secext;
    if (word == "enrollment")
        return RenewalForm::ValueType::enrollment;
    return Error{Errc::usage, "'" + std::string(word) + "' is none of secext, enrollment"};
}

std::string renew_request(const std::optional<Credentials>& credentials, ByteView message_der,
                          const RenewalForm& form, const std::vector<ContextItem>& items,
                          const Header& header, const Style& style)
{
    Message message(style, soap::action::request_security_token, header);
    if (credentials)
        message.add_security(*credentials);
    std::string encoded = encode_base64(message_der);
    if (form.twice)
        encoded = encode_base64(bytes_of(encoded));
    return write_rst(message,
                     {.request_type = type_uri::renew,
                      .value_type = form.value_type == RenewalForm::ValueType::secext
                                        ? type_uri::pkcs7_secext
                                        : type_uri::pkcs7_enrollment,
                      .encoded = encoded},
                     items, style);
}

} // namespace mdm::device
