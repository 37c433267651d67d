#include "core/base64.h"
#include "core/text.h"
#include "record/record.h"

#include <cassert>

#include <nlohmann/json.hpp>

namespace mdm::record {
namespace {

using Json = nlohmann::ordered_json;

void write_text(Json& object, const char* key, const std::string& value)
{
    if (!value.empty())
        object[key] = value;
}

Json renews_json(const Renews& renews)
{
    Json object{{"serial", renews.serial}, {"certificate", encode_base64(renews.certificate)}};
    write_text(object, "profile", renews.profile);
    return object;
}

template <class Value>
void write_optional(Json& object, const char* key, const std::optional<Value>& value)
{
    if (value)
        object[key] = *value;
}

Json policy_json(const PolicyQuery& query)
{
    Json object = Json::object();
    if (query.last_update)
        object["last_update"] = mdm::to_text(*query.last_update);
    write_optional(object, "language", query.language);
    write_optional(object, "oids", query.oids);
    write_optional(object, "client_version", query.client_version);
    write_optional(object, "server_version", query.server_version);
    return object;
}

Json issued_json(const Issued& issued)
{
    Json object{{"serial", issued.serial}, {"certificate", encode_base64(issued.certificate)}};
    Json& chain = object["chain"] = Json::array();
    for (const Bytes& certificate : issued.chain)
        chain.push_back(encode_base64(certificate));
    write_text(object, "profile", issued.profile);
    write_text(object, "request_id", issued.request_id);
    write_text(object, "response", encode_base64(issued.response));
    return object;
}

Json fault_json(const Fault& fault)
{
    Json object{{"subcode", fault.subcode}};
    write_text(object, "error_type", fault.error_type);
    object["reason"] = fault.reason;
    object["language"] = fault.language;
    write_text(object, "message", fault.message);
    write_text(object, "rule", fault.rule);
    write_text(object, "request_id", fault.request_id);
    return object;
}

Json identity_json(const Identity& identity)
{
    Json object{{"method", identity.method}, {"user", identity.user}};
    if (!identity.groups.empty())
        object["groups"] = identity.groups;
    write_text(object, "certificate", identity.certificate);
    write_text(object, "profile", identity.profile);
    write_text(object, "issuer", identity.issuer);
    write_text(object, "tenant", identity.tenant);
    write_text(object, "object_id", identity.object_id);
    write_text(object, "device_id", identity.device_id);
    write_text(object, "sid", identity.sid);
    write_text(object, "token_id", identity.token_id);
    if (identity.token_good_until)
        object["token_good_until"] = mdm::to_text(*identity.token_good_until);
    return object;
}

void write_request(Json& object, const Record& record)
{
    if (record.identity)
        object["identity"] = identity_json(*record.identity);
    if (!record.device.empty()) {
        Json& device = object["device"] = Json::object();
        for (const auto& [name, values] : record.device)
            device[name] = values;
    }
    if (record.policy)
        object["policy"] = policy_json(*record.policy);
    if (record.request) {
        Json& request = object["request"] = Json::object();
        write_text(request, "token_type", record.request->token_type);
        write_text(request, "pkcs10", encode_base64(record.request->request));
        write_text(request, "request_id", record.request->request_id);
    }
}

} // namespace

std::string to_json(const Record& record)
{
    Json object{{"record", version},
                {"kind", to_text(record.kind)},
                {"trace_id", record.trace_id},
                {"received", to_text_with_milliseconds(record.received)}};
    write_optional(object, "message_id", record.message_id);
    write_optional(object, "activity_id", record.activity_id);
    write_request(object, record);
    if (record.renews)
        object["renews"] = renews_json(*record.renews);
    if (record.issued)
        object["issued"] = issued_json(*record.issued);
    if (record.pending)
        object["pending"] = Json{{"request_id", record.pending->request_id}};
    write_text(object, "reply", record.reply);
    if (record.fault)
        object["fault"] = fault_json(*record.fault);
    for (const auto& [key, text] : record.others)
        object[key] = Json::parse(text, nullptr, false);
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string with_issued(std::string_view line, const Issued& issued)
{
    line = trim(line);
    assert(line.ends_with('}'));
    std::size_t size = issued.certificate.size();
    for (const Bytes& certificate : issued.chain)
        size += certificate.size() + 3;
    std::string text;
    text.reserve(line.size() + size / 3 * 4 + 200);
    text.append(line.substr(0, line.size() - 1));
    // Hexadecimal digits and base64 need no escaping.
    text.append(R"(,"issued":{"serial":")").append(issued.serial);
    text.append(R"(","certificate":")").append(encode_base64(issued.certificate));
    text.append(R"(","chain":[)");
    for (const Bytes& certificate : issued.chain)
        text.append(R"(")").append(encode_base64(certificate)).append(R"(",)");
    if (text.back() == ',')
        text.pop_back();
    text.append("]");
    const auto append_member = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            text.append(",\"").append(name).append("\":").append(
                Json(value).dump(-1, ' ', false, Json::error_handler_t::replace));
    };
    append_member("profile", issued.profile);
    append_member("request_id", issued.request_id);
    append_member("response", encode_base64(issued.response));
    return text.append("}}");
}

} // namespace mdm::record
