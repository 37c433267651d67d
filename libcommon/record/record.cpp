#include "record/record.h"

#include "record/reader.h"

#include <algorithm>
#include <array>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace mdm::record {
namespace {

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

std::string_view to_text(Kind kind)
{
    for (const auto& [value, word] : kinds)
        if (value == kind)
            return word;
    return "unknown";
}

} // namespace mdm::record
