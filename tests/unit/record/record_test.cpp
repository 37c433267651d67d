#include "record/record.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

std::string complaint(std::string_view line)
{
    return record::parse(line).error().message;
}

const std::string full =
    R"({"record":1,"kind":"issue","trace_id":"t-1","received":"2026-11-23T08:15:42.007Z",)"
    R"("message_id":"urn:uuid:1","activity_id":"a-1",)"
    R"("identity":{"method":"federated","user":"alice@example.com","groups":["staff"],)"
    R"("issuer":"https://login.example.com/","tenant":"t","object_id":"o","device_id":"d",)"
    R"("token_id":"0A1B","token_good_until":"2026-11-23T08:25:42Z"},)"
    R"("device":{"DeviceID":["D1"],"MAC":["02-00","02-01"]},)"
    R"("policy":{"last_update":"2026-11-23T08:15:42Z","language":"en-US","oids":["1.2"],)"
    R"("client_version":6,"server_version":2},)"
    R"("request":{"token_type":"urn:t","pkcs10":"MAA="},)"
    R"("issued":{"serial":"0A","certificate":"MAA=","chain":["MAA="]},"reply":"<a/>",)"
    R"("fault":{"subcode":"Authorization","error_type":"DeviceCapReached","reason":"no",)"
    R"("language":"en-US","message":"never"},"licence":{"seats":[1,2]}})";

} // namespace

BOOST_AUTO_TEST_SUITE(record_test)

BOOST_AUTO_TEST_CASE(every_member_comes_back_to_the_byte)
{
    BOOST_TEST(record::to_json(record::parse(full).value()) == full);
}

BOOST_AUTO_TEST_CASE(what_plain_clients_ask_and_get_comes_back_too)
{
    const std::string begin =
        R"({"record":1,"kind":"query","trace_id":"t","received":"2026-11-23T08:15:42.007Z",)"
        R"("request":{"token_type":"http://docs.oasis-open.org/wss/2004/01/)"
        R"(oasis-200401-wss-x509-token-profile-1.0#X509v3","request_id":"7"})";
    const std::string issued = R"("issued":{"serial":"0A","certificate":"MAA=","chain":[],)"
                               R"("profile":"p","request_id":"7","response":"MAA="})";
    const std::string whole = begin + "," + issued +
                              R"(,"pending":{"request_id":"7"},"fault":{"subcode":"x",)"
                              R"("reason":"no","language":"en-US","request_id":"7"}})";
    const auto record = record::parse(whole).value();
    BOOST_TEST(record::to_json(record) == whole);
    BOOST_TEST(record::is_plain(record));
    BOOST_TEST(record::client_of(record) == "wstep");
    BOOST_TEST(record::with_issued(begin + "}", *record.issued) == begin + "," + issued + "}");
    BOOST_TEST(record::client_of(record::parse(full).value()) == "mdm");
}

BOOST_AUTO_TEST_CASE(an_empty_record_says_little)
{
    const auto record = record::parse(R"({"record":1})").value();
    BOOST_TEST(
        record::to_json(record) ==
        R"({"record":1,"kind":"unknown","trace_id":"","received":"1970-01-01T00:00:00.000Z"})");
}

BOOST_AUTO_TEST_CASE(a_certificate_is_added_without_touching_the_rest)
{
    const std::string line = R"({ "record" : 1, "x": 1.50 } )";
    const record::Issued issued{"0A", {0x30, 0x00}, {{0x30, 0x00}, {0x31}}};
    const std::string with = record::with_issued(line, issued);
    BOOST_TEST(with == R"({ "record" : 1, "x": 1.50 ,"issued":{"serial":"0A",)"
                       R"("certificate":"MAA=","chain":["MAA=","MQ=="]}})");
    BOOST_TEST(record::parse(with).value().issued->chain.size() == 2U);
    BOOST_TEST(record::with_issued(R"({"record":1})", {"0A", {}, {}}) ==
               R"({"record":1,"issued":{"serial":"0A","certificate":"","chain":[]}})");
    const auto named = record::with_issued(R"({"record":1})", {"0A", {}, {}, "a\"b"});
    BOOST_TEST(named.ends_with(R"("chain":[],"profile":"a\"b"}})"));
    BOOST_TEST(record::parse(named).value().issued->profile == "a\"b");
}

BOOST_AUTO_TEST_CASE(finds_facts_without_case)
{
    const auto record = record::parse(full).value();
    BOOST_TEST(record::find_fact(record, "deviceid").value() == "D1");
    BOOST_TEST(record::find_fact(record, "MAC").value() == "02-00");
    BOOST_TEST(!record::find_fact(record, "IMEI").has_value());
}

BOOST_AUTO_TEST_CASE(names_the_member_that_is_wrong)
{
    BOOST_TEST(complaint("<a/>") == "not a record: a line must be one JSON object");
    BOOST_TEST(complaint("[]") == "not a record: a line must be one JSON object");
    BOOST_TEST(complaint(R"({"record":1} {})") == "not a record: a line must be one JSON object");
    BOOST_TEST(complaint(R"({"record":2})") ==
               "not a record of version 1: see its member 'record'");
    BOOST_TEST(complaint(R"({"record":1,"kind":"renewal"})") ==
               "the record's member 'kind' must be one of unknown, policy, issue, renew, query");
    BOOST_TEST(complaint(R"({"record":1,"identity":{"user":7}})") ==
               "the record's member 'identity.user' must be a text");
    BOOST_TEST(complaint(R"({"record":1,"device":{"MAC":"x"}})") ==
               "the record's member 'device.MAC' must be an array of texts");
    BOOST_TEST(complaint(R"({"record":1,"request":{"pkcs10":"*"}})") ==
               "the record's member 'request.pkcs10' must be base64");
    BOOST_TEST(complaint(R"({"record":1,"fault":"no"})") ==
               "the record's member 'fault' must be an object");
}

BOOST_AUTO_TEST_CASE(hostile_text_stays_one_line)
{
    record::Record record;
    record.trace_id = "a\nb\"\xFF";
    BOOST_TEST(record::to_json(record).find('\n') == std::string::npos);
    BOOST_TEST(record::parse(record::to_json(record)).value().trace_id == "a\nb\"\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_SUITE_END()
