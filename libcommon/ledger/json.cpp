#include "ledger/fields.h"
#include "ledger/report.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace mdm::ledger {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(const Fields& fields)
{
    Json object = Json::object();
    for (const auto& [name, value] : fields)
        if (!value.empty())
            object[std::string(name)] = value;
    return object;
}

/// JSON lets DEL and the C1 controls (U+0080 to U+009F) stand as they are; a terminal obeys them.
std::string escape_controls(const std::string& text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const bool c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
        if (c1 || byte == 0x7F)
            escaped += fmt::format("\\u{:04x}", c1 ? next : byte);
        else
            escaped += text[i];
        i += c1 ? 1 : 0;
    }
    return escaped;
}

std::string dump(const Json& json)
{
    // What is not UTF-8 becomes U+FFFD.
    return escape_controls(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace

std::string to_json(const Fields& fields)
{
    return dump(object_of(fields));
}

std::string to_json(const Known& known)
{
    Json all{{"certificates", Json::array()}, {"attempts", Json::array()}};
    for (std::size_t i = 0; i < known.certificates.size(); ++i) {
        auto certificate = object_of(fields_of(known.certificates[i]));
        if (i < known.renewed_by.size() && !known.renewed_by[i].empty())
            certificate["renewed_by"] = known.renewed_by[i];
        all["certificates"].push_back(std::move(certificate));
    }
    for (const auto& attempt : known.attempts)
        all["attempts"].push_back(object_of(fields_of(attempt)));
    for (const auto& request : known.requests)
        all["requests"].push_back(object_of(fields_of(request)));
    return dump(all);
}

} // namespace mdm::ledger
