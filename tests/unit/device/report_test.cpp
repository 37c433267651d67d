#include "device/report.h"

#include "answers_fixture.h"
#include "server_fixture.h"

#include <boost/test/unit_test.hpp>

#include <nlohmann/json.hpp>

using namespace mdm;
using namespace mdm::device;
using nlohmann::json;
using test::FakeServer;

namespace {

Session finished(FakeServer& server)
{
    Session session(test::plan(), test::surroundings(server));
    [[maybe_unused]] const auto result = session.run();
    return session;
}

/// A server that refuses to say its policies.
FakeServer& refusing(FakeServer& server)
{
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        if (name == "policies")
            answer = test::answer(test::envelope("urn:f", "urn:r", test::fault_body()), 500);
    };
    return server;
}

} // namespace

BOOST_AUTO_TEST_SUITE(report_test)

BOOST_AUTO_TEST_CASE(tells_a_person_of_a_refusal)
{
    FakeServer server;
    BOOST_TEST(
        to_text(finished(refusing(server)), Colours::no) ==
        "ok  probe         1.0 ms  200  https://mdm.example.com/EnrollmentServer/Discovery.svc\n"
        "ok  discover      1.0 ms  200  https://mdm.example.com/EnrollmentServer/Discovery.svc\n"
        "    policy              OnPremise\n"
        "    version             4.0\n"
        "    policy service      https://mdm.example.com/p\n"
        "    enrollment service  https://mdm.example.com/e\n"
        "no  policies      1.0 ms  500  https://mdm.example.com/p\n"
        "    fault               Authorization\n"
        "    error type          DeviceCapReached\n"
        "    reason              Too many devices.\n"
        "    trace id            trace-7\n"
        "    device shows        0x80180013 MENROLL_E_DEVICECAPREACHED\n"
        "not enrolled: device 000102030405060708090A0B0C0D0E0F of ann@example.com\n");
}

BOOST_AUTO_TEST_CASE(tells_a_person_of_success)
{
    FakeServer server;
    const auto text = to_text(finished(server), Colours::no);
    BOOST_TEST(text.find("    certificate         CN=device\n") != std::string::npos);
    BOOST_TEST(text.find("    valid until         2027-11-23T08:00:00Z\n") != std::string::npos);
    BOOST_TEST(text.ends_with("enrolled: device 000102030405060708090A0B0C0D0E0F of "
                              "ann@example.com in 6.0 ms\n"));
}

BOOST_AUTO_TEST_CASE(paints_only_where_asked)
{
    FakeServer server;
    const auto session = finished(server);
    BOOST_TEST(to_text(session, Colours::no).find('\x1B') == std::string::npos);
    BOOST_TEST(to_text(session, Colours::yes).starts_with("\x1B[32mok\x1B[0m  \x1B[1mprobe"));
}

BOOST_AUTO_TEST_CASE(lists_every_broken_rule_with_its_clause)
{
    FakeServer server;
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        if (name == "discover") {
            answer.content_type = "text/xml";
            answer.content_length = {};
        }
    };
    const auto text = to_text(finished(server), Colours::no);
    BOOST_TEST(
        text.find("    breaks a rule       the answer has no Content-Length [Microsoft Learn, "
                  "Federated authentication device enrollment]\n") != std::string::npos);
    BOOST_TEST(text.find("error   ") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_a_program_of_success)
{
    FakeServer server;
    const auto report = json::parse(to_json(finished(server)));
    BOOST_TEST(report["enrolled"] == true);
    BOOST_TEST(report["user"] == "ann@example.com");
    BOOST_TEST(report["certificate"]["subject"] == "CN=device");
    BOOST_TEST(report["certificate"]["serial"] == "2222222222222222");
    BOOST_TEST(report["certificate"]["store"] == "My/User");
    BOOST_TEST(report["provider_id"] == "Kit");
    BOOST_TEST(report["milliseconds"] == 6.0);
    BOOST_TEST(report["steps"].size() == 6U);
    BOOST_TEST(report["steps"][1]["facts"]["policy_service"] == "https://mdm.example.com/p");
    BOOST_TEST(report["steps"][3].contains("url") == false);
}

BOOST_AUTO_TEST_CASE(tells_a_program_of_a_refusal)
{
    FakeServer server;
    const auto report = json::parse(to_json(finished(refusing(server))));
    BOOST_TEST(report["enrolled"] == false);
    const auto& step = report["steps"].back();
    BOOST_TEST(step["ok"] == false);
    BOOST_TEST(step["status"] == 500);
    BOOST_TEST(step["hresult"] == "0x80180013");
    BOOST_TEST(step["name"] == "MENROLL_E_DEVICECAPREACHED");
    BOOST_TEST(step["fault"]["trace_id"] == "trace-7");
    BOOST_TEST(report.contains("certificate") == false);
}

BOOST_AUTO_TEST_CASE(holds_no_secret)
{
    FakeServer server;
    const auto session = finished(server);
    for (const auto& text : {to_text(session, Colours::no), to_json(session)}) {
        BOOST_TEST(text.find("pass word") == std::string::npos);
        BOOST_TEST(text.find("s3cret") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
