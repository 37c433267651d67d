#include "service/checked_signature.h"

#include "core/base64.h"
#include "record/reader.h"

#include <boost/json/parse.hpp>
#include <nlohmann/json.hpp>

namespace mdm::service {
namespace {

constexpr std::string_view whole = "envelope";
constexpr std::string_view parts = "parts";

} // namespace

std::string to_json(const CheckedSignature& checked)
{
    nlohmann::ordered_json object{{"user", checked.user},
                                  {"subject", checked.subject},
                                  {"issuer", checked.issuer},
                                  {"serial", checked.serial},
                                  {"thumbprint", checked.thumbprint},
                                  {"covers", checked.whole ? whole : parts},
                                  {"envelope", encode_base64(bytes_of(checked.envelope))}};
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<CheckedSignature> parse_checked_signature(std::string_view json)
{
    const Error wrong{Errc::environment, "not what is expected of mdm-check-signature"};
    boost::system::error_code error;
    const auto object = boost::json::parse(json, error);
    if (error || !object.is_object())
        return wrong;
    record::Reader in(object.get_object(), "");
    CheckedSignature checked;
    std::string covers;
    Bytes envelope;
    in.read("user", checked.user);
    in.read("subject", checked.subject);
    in.read("issuer", checked.issuer);
    in.read("serial", checked.serial);
    in.read("thumbprint", checked.thumbprint);
    in.read("covers", covers);
    in.read("envelope", envelope);
    if (in.error() || checked.user.empty() || envelope.empty() ||
        (covers != whole && covers != parts))
        return wrong;
    checked.whole = covers == whole;
    checked.envelope = text_of(envelope);
    return checked;
}

} // namespace mdm::service
