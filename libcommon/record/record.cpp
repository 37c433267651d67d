#include "record/record.h"

#include "core/base64.h"
#include "core/text.h"
#include "record/reader.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <nlohmann/json.hpp>

namespace mdm::record {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds{{
    {Kind::unknown, "unknown"},
    {Kind::policy, "policy"},
    {Kind::issue, "issue"},
    {Kind::renew, "renew"},
    {Kind::query, "query"},
}};

void read_identity(Reader& in, std::optional<Identity>& value)
{
    value.emplace();
    in.read("method", value->method);
    in.read("user", value->user);
    in.read("groups", value->groups);
    in.read("certificate", value->certificate);
    in.read("profile", value->profile);
    in.read("issuer", value->issuer);
    in.read("tenant", value->tenant);
    in.read("object_id", value->object_id);
    in.read("device_id", value->device_id);
    in.read("sid", value->sid);
    in.read("token_id", value->token_id);
    in.read("token_good_until", value->token_good_until);
}

void read_policy(Reader& in, std::optional<PolicyQuery>& value)
{
    value.emplace();
    in.read("last_update", value->last_update);
    in.read("language", value->language);
    if (in.object().contains("oids"))
        in.read("oids", value->oids.emplace());
    in.read("client_version", value->client_version);
    in.read("server_version", value->server_version);
}

void read_request(Reader& in, std::optional<CertificateQuery>& value)
{
    value.emplace();
    in.read("token_type", value->token_type);
    in.read("pkcs10", value->request);
    in.read("request_id", value->request_id);
}

void read_renews(Reader& in, std::optional<Renews>& value)
{
    value.emplace();
    in.read("serial", value->serial);
    in.read("certificate", value->certificate);
    in.read("profile", value->profile);
}

void read_issued(Reader& in, std::optional<Issued>& value)
{
    value.emplace();
    in.read("serial", value->serial);
    in.read("certificate", value->certificate);
    in.read("chain", value->chain);
    in.read("profile", value->profile);
    in.read("request_id", value->request_id);
    in.read("response", value->response);
}

void read_pending(Reader& in, std::optional<Pending>& value)
{
    value.emplace();
    in.read("request_id", value->request_id);
}

void read_fault(Reader& in, std::optional<Fault>& value)
{
    value.emplace();
    in.read("subcode", value->subcode);
    in.read("error_type", value->error_type);
    in.read("reason", value->reason);
    in.read("language", value->language);
    in.read("message", value->message);
    in.read("rule", value->rule);
    in.read("request_id", value->request_id);
}

void read_device(Reader& in, std::vector<DeviceFact>& facts)
{
    facts.reserve(in.object().size());
    for (const auto& member : in.object())
        in.read(member.key(), facts.emplace_back(member.key(), std::vector<std::string>()).second);
}

void read_kind(Reader& in, Kind& kind)
{
    std::string word;
    if (!in.read("kind", word))
        return;
    const auto row = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const auto& pair) { return pair.second == word; });
    if (row != kinds.end())
        kind = row->first;
    else
        in.fail("kind", "one of unknown, policy, issue, renew, query");
}

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

Result<Record> parse(std::string_view line)
{
    // Freed all at once: a record has many small values and a short life.
    std::array<unsigned char, 8192> first;
    boost::json::monotonic_resource memory(first.data(), first.size());
    boost::system::error_code error;
    const auto value = boost::json::parse(line, error, &memory);
    if (error || !value.is_object())
        return Error{Errc::malformed, "not a record: a line must be one JSON object", record_spec};
    Reader in(value.get_object(), "");
    std::optional<int> found;
    in.read("record", found);
    if (found != version)
        return Error{Errc::malformed, "not a record of version 1: see its member 'record'",
                     record_spec};
    Record record;
    std::optional<Time> received;
    read_kind(in, record.kind);
    in.read("trace_id", record.trace_id);
    in.read("received", received);
    record.received = received.value_or(Time{});
    in.read("message_id", record.message_id);
    in.read("activity_id", record.activity_id);
    in.read_object("identity", record.identity, read_identity);
    in.read_object("device", record.device, read_device);
    in.read_object("policy", record.policy, read_policy);
    in.read_object("request", record.request, read_request);
    in.read_object("renews", record.renews, read_renews);
    in.read_object("issued", record.issued, read_issued);
    in.read_object("pending", record.pending, read_pending);
    in.read("reply", record.reply);
    in.read_object("fault", record.fault, read_fault);
    if (in.error())
        return *in.error();
    for (const auto& member : value.get_object())
        if (!in.was_taken(member.key()))
            record.others.emplace_back(member.key(), boost::json::serialize(member.value()));
    return record;
}

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

std::string_view to_text(Kind kind)
{
    for (const auto& [value, word] : kinds)
        if (value == kind)
            return word;
    return "unknown";
}

} // namespace mdm::record
