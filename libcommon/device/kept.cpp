#include "device/kept.h"

#include "core/file.h"
#include "device/key_source.h"
#include "x509/certificate.h"

#include <nlohmann/json.hpp>

namespace mdm::device {
namespace {

using Json = nlohmann::ordered_json;

Result<std::vector<Bytes>> load_certificates(const std::string& file)
{
    const auto pem = TRY(read_file(file));
    const auto certificates = TRY_WITHIN(file, x509::parse_pem_certificates(pem));
    std::vector<Bytes> all;
    for (const auto& certificate : certificates)
        all.push_back(certificate.der);
    return all;
}

/// The text of a member; empty where it is not there, or no text.
std::string member(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string account_json(const Enrolled& enrolled)
{
    const Json json{{"user", enrolled.user},
                    {"device_id", enrolled.device_id},
                    {"enrollment_type", to_text(enrolled.type)},
                    {"provider_id", enrolled.provisioned.provider_id}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Kept> load_kept(const std::string& directory)
{
    const auto in = [&](const char* name) { return directory + "/" + name; };
    Kept kept;
    auto own = TRY(load_certificates(in("device.pem")));
    kept.old.certificate = std::move(own.front());
    kept.old.chain = TRY(load_certificates(in("chain.pem")));
    kept.old.key = TRY(obtain_key({.file = in("device.key")}));
    const std::string file = in("account.json");
    const auto text = TRY(read_file(file));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error{Errc::malformed, file + ": not a JSON object", "mdm-enroll(1)"};
    kept.user = member(json, "user");
    kept.device_id = member(json, "device_id");
    kept.provider_id = member(json, "provider_id");
    kept.type = TRY_WITHIN(file, enrollment_type_from(member(json, "enrollment_type")));
    return kept;
}

} // namespace mdm::device
