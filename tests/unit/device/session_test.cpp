#include "device/session.h"

#include "answers_fixture.h"
#include "ossl/key.h"
#include "server_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
using test::FakeServer;
using test::with;
using Strings = std::vector<std::string>;

namespace {

/// A session against a server, gone through to its end.
struct Run {
    explicit Run(FakeServer& server, Plan plan = test::plan())
        : session(std::move(plan), test::surroundings(server)), result(session.run())
    {
    }
    [[nodiscard]] std::string why() const { return result ? "" : result.error().message; }
    [[nodiscard]] const Step& last() const { return session.steps().back(); }

    Session session;
    Result<void> result;
};

/// Replaces a part of one answer's body, and mends its Content-Length.
auto replace(std::string_view what, std::string_view part, std::string_view replacement)
{
    return [=](std::string_view name, HttpAnswer& answer) {
        if (name == what)
            answer = test::answer(with(answer.body, part, replacement));
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(session_test)

BOOST_AUTO_TEST_CASE(enrolls_at_a_good_server)
{
    FakeServer server;
    const Run run(server);
    BOOST_TEST(run.why() == "");
    Strings names;
    for (const Step& step : run.session.steps())
        names.emplace_back(step.name);
    BOOST_TEST(names == (Strings{"probe", "discover", "policies", "key", "enroll", "document"}),
               boost::test_tools::per_element());
    BOOST_TEST(server.requests ==
                   (Strings{"GET https://mdm.example.com/EnrollmentServer/Discovery.svc",
                            "POST https://mdm.example.com/EnrollmentServer/Discovery.svc",
                            "POST https://mdm.example.com/p", "POST https://mdm.example.com/e"}),
               boost::test_tools::per_element());
    const auto& enrolled = run.session.enrolled();
    BOOST_REQUIRE(enrolled);
    BOOST_TEST(enrolled->provisioned.provider_id == "Kit");
    BOOST_TEST(enrolled->document.starts_with("<wap-provisioningdoc"));
}

BOOST_AUTO_TEST_CASE(keeps_every_answer_and_no_request)
{
    FakeServer server;
    const Run run(server);
    const auto& answers = run.session.answers();
    BOOST_TEST(answers.size() == 3U);
    BOOST_TEST(answers[0].first == "discover");
    BOOST_TEST(answers[2].second.find("ResponseCollection") != std::string::npos);
    for (const auto& [name, body] : answers)
        BOOST_TEST(body.find("pass word") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_who_it_is_where_that_is_asked)
{
    FakeServer server;
    const Run run(server);
    BOOST_TEST(server.bodies[0].find("pass word") == std::string::npos);
    BOOST_TEST(server.bodies[0].find("<EmailAddress>ann@example.com<") != std::string::npos);
    BOOST_TEST(server.bodies[1].find(">pass word</wsse:Password>") != std::string::npos);
    BOOST_TEST(server.bodies[2].find("<ac:Value>Full</ac:Value>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(signs_with_the_hash_of_the_policy)
{
    FakeServer server;
    server.hash_oid = "2.16.840.1.101.3.4.2.2";
    BOOST_TEST(Run(server).why() == "");
    BOOST_TEST(server.signature_name == "ecdsa-with-SHA384");
}

BOOST_AUTO_TEST_CASE(makes_the_key_that_the_policy_asks_for)
{
    FakeServer server;
    auto plan = test::plan();
    plan.key_type = {};
    const Run run(server, std::move(plan));
    BOOST_TEST(run.why() == "");
    BOOST_TEST(ossl::rsa_public_of(run.session.enrolled()->key)->modulus.size() == 384U);
}

BOOST_AUTO_TEST_CASE(takes_a_given_key)
{
    FakeServer server;
    auto plan = test::plan();
    plan.key = x509::make_key(x509::KeyType::p384).value();
    const auto point = ossl::ec_point_of(plan.key).value();
    const Run run(server, std::move(plan));
    BOOST_TEST(ossl::ec_point_of(run.session.enrolled()->key).value() == point,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(follows_a_redirect_of_the_probe)
{
    FakeServer server;
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        static int times = 0;
        if (name == "probe" && times++ == 0) {
            answer.status = 302;
            answer.location = "https://other.example.com/d";
        }
    };
    const Run run(server);
    BOOST_TEST(run.why() == "");
    BOOST_TEST(server.requests[2] == "POST https://other.example.com/d");
    BOOST_TEST(run.session.steps()[0].facts[0].value == "https://other.example.com/d");
}

BOOST_AUTO_TEST_CASE(refuses_a_redirect_to_plain_http)
{
    FakeServer server;
    server.spoil = [](std::string_view, HttpAnswer& answer) {
        answer.status = 301;
        answer.location = "http://other.example.com/d";
    };
    const Run run(server);
    BOOST_TEST((run.result.error().code == Errc::refused));
    BOOST_TEST(run.why() ==
               "probe: redirected to http://other.example.com/d, expected an https URL");
    BOOST_TEST(run.last().hresult == 0x8018001A);
}

BOOST_AUTO_TEST_CASE(follows_five_redirects_at_most)
{
    FakeServer server;
    server.spoil = [](std::string_view, HttpAnswer& answer) {
        answer.status = 307;
        answer.location = "/again";
    };
    const Run run(server);
    BOOST_TEST(run.why() == "probe: redirected more than 5 times");
    BOOST_TEST(server.requests.size() == 6U);
    BOOST_TEST(server.requests.back() == "GET https://mdm.example.com/again");
}

BOOST_AUTO_TEST_CASE(follows_no_redirect_of_a_message)
{
    FakeServer server;
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        if (name != "probe") {
            answer = test::answer("", 302);
            answer.location = "https://other.example.com/d";
        }
    };
    BOOST_TEST(Run(server).why() == "discover: HTTP status 302 with an empty body");
    BOOST_TEST(server.requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(ends_at_a_fault)
{
    FakeServer server;
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        if (name == "policies")
            answer = test::answer(test::envelope("urn:f", "urn:r", test::fault_body()), 500);
    };
    const Run run(server);
    BOOST_TEST((run.result.error().code == Errc::refused));
    BOOST_TEST(run.why().starts_with("policies: Authorization, DeviceCapReached"));
    BOOST_TEST(run.session.steps().size() == 3U);
    BOOST_TEST(run.last().fault->trace_id == "trace-7");
    BOOST_TEST(!run.session.enrolled().has_value());
}

BOOST_AUTO_TEST_CASE(ends_at_the_step_that_has_findings)
{
    FakeServer server;
    server.spoil = [](std::string_view name, HttpAnswer& answer) {
        if (name == "discover") {
            answer.content_type = "text/xml";
            answer.content_length = {};
        }
    };
    const Run run(server);
    BOOST_TEST((run.result.error().code == Errc::malformed));
    BOOST_TEST(run.why() == "discover: Content-Type is 'text/xml', expected application/soap+xml "
                            "(and 1 more)");
    BOOST_TEST(run.session.steps().size() == 2U);
}

BOOST_AUTO_TEST_CASE(reports_that_there_is_no_answer)
{
    FakeServer server;
    auto world = test::surroundings(server);
    world.transport = [](const HttpRequest&) -> Result<HttpAnswer, TransportFailure> {
        return TransportFailure{{Errc::environment, "no answer: no route"}, 0x80180010};
    };
    Session session(test::plan(), std::move(world));
    const auto result = session.run();
    BOOST_TEST((result.error().code == Errc::environment));
    BOOST_TEST(result.error().message == "probe: no answer: no route");
    BOOST_TEST(session.steps().back().hresult == 0x80180010);
}

BOOST_AUTO_TEST_CASE(refuses_a_certificate_in_the_wrong_store)
{
    FakeServer server;
    auto plan = test::plan();
    plan.type = EnrollmentType::device;
    const Run run(server, std::move(plan));
    BOOST_TEST(run.why() ==
               "document: the certificate is in My/User, this enrollment needs My/System");
    server.bodies.clear();
    server.change = [](provisioning::Document& document) {
        document.store = provisioning::Store::system;
    };
    plan = test::plan();
    plan.type = EnrollmentType::device;
    BOOST_TEST(Run(server, std::move(plan)).why() == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_certificate_of_another_key)
{
    FakeServer server;
    Bytes first;
    server.change = [&](provisioning::Document& document) {
        if (first.empty())
            first = document.certificates.leaf;
        document.certificates.leaf = first;
    };
    BOOST_TEST(Run(server).why() == "");
    server.bodies.clear();
    BOOST_TEST(Run(server).why() ==
               "document: the certificate holds another key than the request's");
}

BOOST_AUTO_TEST_CASE(refuses_another_provider)
{
    FakeServer server;
    auto plan = test::plan();
    plan.provider_id = "Other";
    BOOST_TEST(Run(server, std::move(plan)).why() ==
               "document: the document is of the provider 'Kit', not of 'Other'");
}

BOOST_AUTO_TEST_CASE(finds_a_certificate_that_is_not_valid_now)
{
    FakeServer server;
    auto world = test::surroundings(server);
    world.now = [] { return parse_time("2027-11-23T08:00:00Z").value(); };
    Session session(test::plan(), std::move(world));
    BOOST_TEST(session.run().error().message ==
               "document: the certificate is valid from 2026-11-23T08:00:00Z to "
               "2027-11-23T08:00:00Z, and it is 2027-11-23T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(refuses_a_document_that_breaks_a_rule)
{
    FakeServer server;
    server.spoil = replace("enroll", "base64binary'>", "base64binary'>PD94bWw");
    BOOST_TEST((Run(server).result.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_SUITE_END()
