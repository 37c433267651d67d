#include "device/answer.h"

#include "answers_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
using test::with;
using Strings = std::vector<std::string>;

namespace {

const Expected expected{"urn:action", "urn:uuid:1"};

std::string good()
{
    return test::envelope("urn:action", "urn:uuid:1", "<Body-element/>");
}

/// What is found wrong with an answer that can be read.
Strings problems(const HttpAnswer& answer)
{
    Step step{.name = "test"};
    const auto read = read_answer(answer, expected, step);
    BOOST_REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
    return test::findings(step);
}

/// Why an answer cannot be read; `hresult` is what a device would show.
std::string refusal(const HttpAnswer& answer, std::uint32_t hresult)
{
    Step step{.name = "test"};
    const auto read = read_answer(answer, expected, step);
    BOOST_TEST(!read);
    BOOST_TEST(step.hresult == hresult);
    return read ? "" : read.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(answer_test)

BOOST_AUTO_TEST_CASE(takes_a_good_answer)
{
    Step step{.name = "test"};
    const auto envelope = read_answer(test::answer(good()), expected, step);
    BOOST_TEST(envelope->body.name().local == "Body-element");
    BOOST_TEST(step.findings.empty());
    BOOST_TEST(step.http_status == 200);
}

BOOST_AUTO_TEST_CASE(wants_the_content_type_of_soap_1_2)
{
    auto answer = test::answer(good());
    answer.content_type = "Application/SOAP+XML;charset=\"UTF-8\"";
    BOOST_TEST(problems(answer) == Strings{}, boost::test_tools::per_element());
    answer.content_type = "text/xml";
    BOOST_TEST(problems(answer) ==
                   Strings{"Content-Type is 'text/xml', expected application/soap+xml"},
               boost::test_tools::per_element());
    answer.content_type = "application/soap+xml; charset=utf-16";
    BOOST_TEST(problems(answer) ==
                   Strings{"Content-Type says charset=utf-16, expected charset=utf-8"},
               boost::test_tools::per_element());
    answer.content_type = {};
    BOOST_TEST(problems(answer) == Strings{"Content-Type is '', expected application/soap+xml"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(wants_an_exact_content_length_and_no_chunks)
{
    auto answer = test::answer("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'"
                               "><s:Body><a/></s:Body></s:Envelope>");
    answer.content_length = "7";
    answer.transfer_encoding = "chunked";
    Step step{.name = "test"};
    BOOST_TEST(read_answer(answer, {.action = "", .message_id = ""}, step).has_value());
    BOOST_TEST(step.findings.size() == 3U);
    BOOST_TEST(step.findings[0].message ==
               "the answer has Transfer-Encoding chunked; devices do not read chunks");
    BOOST_TEST(step.findings[1].message == "Content-Length is 7, but the body has " +
                                               std::to_string(answer.body.size()) + " bytes");
}

BOOST_AUTO_TEST_CASE(wants_a_content_length)
{
    auto answer = test::answer(good());
    answer.content_length = {};
    BOOST_TEST(problems(answer) == Strings{"the answer has no Content-Length"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(compares_relates_to_byte_by_byte)
{
    const auto answer = test::answer(with(good(), ">urn:uuid:1<", ">urn:uuid:1 <"));
    BOOST_TEST(problems(answer) ==
                   Strings{"RelatesTo is 'urn:uuid:1 ', expected the request's MessageID "
                           "urn:uuid:1"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(wants_the_action_of_the_answer)
{
    const auto answer = test::answer(with(good(), "urn:action", "urn:other"));
    BOOST_TEST(problems(answer) == Strings{"Action is 'urn:other', expected urn:action"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_soap_1_1)
{
    const auto answer = test::answer(with(good(), "http://www.w3.org/2003/05/soap-envelope",
                                          "http://schemas.xmlsoap.org/soap/envelope/"));
    BOOST_TEST(problems(answer) == Strings{"the envelope is SOAP 1.1, expected SOAP 1.2"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_refused_by_a_fault_of_any_status)
{
    const auto fault = test::envelope("urn:fault", "urn:uuid:1", test::fault_body());
    for (const int status : {200, 400, 500}) {
        Step step{.name = "test"};
        const auto read = read_answer(test::answer(fault, status), expected, step);
        BOOST_TEST((read.error().code == Errc::refused));
        BOOST_TEST(step.fault->trace_id == "trace-7");
        BOOST_TEST(step.hresult == 0x80180013);
    }
}

BOOST_AUTO_TEST_CASE(shows_what_a_device_shows_for_an_answer_without_soap)
{
    BOOST_TEST(refusal(test::answer(""), 0x80180029) == "HTTP status 200 with an empty body");
    BOOST_TEST(refusal(test::answer("", 429), 0x80180033) == "HTTP status 429 with an empty body");
    BOOST_TEST(refusal(test::answer("<html>", 502), 0x801901F6) ==
               "HTTP status 502 without a SOAP message");
    BOOST_TEST(refusal(test::answer(good(), 201), 0x801900C9) ==
               "HTTP status 201 with a message that is no fault");
    BOOST_TEST(refusal(test::answer("<html/>"), 0x801900C8).starts_with("the answer: "));
}

BOOST_AUTO_TEST_CASE(reads_a_probe)
{
    Step step{.name = "probe"};
    BOOST_TEST(read_probe(test::answer(""), step).has_value());
    BOOST_TEST(step.findings.empty());
    BOOST_TEST(read_probe(test::answer("hello"), step).has_value());
    BOOST_TEST(test::findings(step) ==
                   Strings{"the probe was answered with 5 bytes, expected none"},
               boost::test_tools::per_element());
    BOOST_TEST(read_probe(test::answer("", 404), step).error().message ==
               "HTTP status 404 for the probe of the discovery URL, expected 200");
}

BOOST_AUTO_TEST_SUITE_END()
