#include "soap/envelope.h"

#include "soap/action.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::soap;

namespace {

/// An envelope with this inside Header and Body; `a`, `o`, `d` are addressing, security and
/// diagnostics.
std::string envelope(const std::string& header, const std::string& body = "<x xmlns='u'/>",
                     std::string_view soap = xml::ns::soap12)
{
    return "<s:Envelope xmlns:s='" + std::string(soap) + "' xmlns:a='" +
           std::string(xml::ns::addressing) + "' xmlns:o='" + std::string(xml::ns::secext) +
           "' xmlns:d='" + std::string(xml::ns::diagnostics) + "'>" + header + "<s:Body>" + body +
           "</s:Body></s:Envelope>";
}

std::string with_header(const std::string& blocks)
{
    return envelope("<s:Header>" + blocks + "</s:Header>");
}

std::string message(const std::string& text)
{
    const auto parsed = parse_envelope(bytes_of(text));
    BOOST_REQUIRE_MESSAGE(!parsed, text);
    BOOST_TEST((parsed.error().code == Errc::malformed));
    return parsed.error().message;
}

Envelope parsed(const std::string& text)
{
    auto result = parse_envelope(bytes_of(text));
    BOOST_REQUIRE_MESSAGE(result.has_value(), text);
    return std::move(*result);
}

const std::string soap12_body = "{http://www.w3.org/2003/05/soap-envelope}Body";

} // namespace

BOOST_AUTO_TEST_SUITE(envelope_test)

BOOST_AUTO_TEST_CASE(reads_header_values_trimmed)
{
    const auto request = parsed(with_header("<a:Action s:mustUnderstand='1'>\n  u/Do\n</a:Action>"
                                            "<a:MessageID>urn:uuid: 1 </a:MessageID>"
                                            "<a:To s:mustUnderstand='1'> https://x </a:To>"
                                            "<d:ActivityId CorrelationId='c'>t</d:ActivityId>"));
    BOOST_TEST(request.action.value() == "u/Do");
    BOOST_TEST(request.message_id.value() == "urn:uuid: 1");
    BOOST_TEST(request.to.value() == "https://x");
    BOOST_TEST(request.activity_id.value() == "c");
    BOOST_TEST((request.body.is({"u", "x"})));
}

BOOST_AUTO_TEST_CASE(does_without_a_header)
{
    const auto request = parsed(envelope(""));
    BOOST_TEST(!request.header.has_value());
    BOOST_TEST(!request.action.has_value());
    BOOST_TEST(!request.message_id.has_value());
    BOOST_TEST(!parsed(with_header("<a:MessageID> </a:MessageID>")).message_id.has_value());
}

BOOST_AUTO_TEST_CASE(reads_soap_1_1_too)
{
    const auto request = parsed(envelope("", "<x/>", xml::ns::soap11));
    BOOST_TEST((request.body.is({"", "x"})));
}

BOOST_AUTO_TEST_CASE(takes_the_first_element_of_the_body)
{
    BOOST_TEST((parsed(envelope("", "text<x/><y/>")).body.is({"", "x"})));
    BOOST_TEST(message(envelope("", "text")) == "/Envelope/Body is empty");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_an_envelope)
{
    BOOST_TEST(message("<x/>") == "the root element is x, a SOAP Envelope is expected");
    BOOST_TEST(message("<Envelope xmlns='urn:x'/>") ==
               "the root element is {urn:x}Envelope, a SOAP Envelope is expected");
    BOOST_TEST(message("hello") == "line 1, column 1: text outside the root element");
    BOOST_TEST(message(envelope("") + "x").ends_with(": text outside the root element"));
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_second_or_foreign_body)
{
    const std::string open = "<s:Envelope xmlns:s='" + std::string(xml::ns::soap12) + "'>";
    BOOST_TEST(message(open + "</s:Envelope>") == "/Envelope has no " + soap12_body);
    BOOST_TEST(message(open + "<s:Body><x/></s:Body><s:Body><x/></s:Body></s:Envelope>") ==
               "/Envelope has more than one " + soap12_body);
    BOOST_TEST(message(open + "<Body xmlns='" + std::string(xml::ns::soap11) +
                       "'><x/></Body></s:Envelope>") == "/Envelope has no " + soap12_body);
}

BOOST_AUTO_TEST_CASE(refuses_a_second_header_action_or_message_id)
{
    BOOST_TEST(message(envelope("<s:Header/><s:Header/>")) ==
               "/Envelope has more than one {http://www.w3.org/2003/05/soap-envelope}Header");
    const std::string more = "/Envelope/Header has more than one ";
    BOOST_TEST(message(with_header("<a:Action>1</a:Action><a:Action>1</a:Action>")) ==
               more + "{http://www.w3.org/2005/08/addressing}Action");
    BOOST_TEST(message(with_header("<a:MessageID>1</a:MessageID><a:MessageID>2</a:MessageID>")) ==
               more + "{http://www.w3.org/2005/08/addressing}MessageID");
}

BOOST_AUTO_TEST_CASE(refuses_a_message_id_that_is_too_long)
{
    const auto id = [](std::size_t length) {
        return with_header("<a:MessageID>" + std::string(length, 'x') + "</a:MessageID>");
    };
    BOOST_TEST(parsed(id(1024)).message_id->size() == 1024U);
    BOOST_TEST(message(id(1025)) == "/Envelope/Header/MessageID is longer than 1024 bytes");
}

BOOST_AUTO_TEST_CASE(refuses_a_header_that_must_be_understood_and_is_not)
{
    const auto block = [](const std::string& value) {
        return with_header("<x xmlns='urn:x' s:mustUnderstand='" + value + "'/>");
    };
    BOOST_TEST(message(block("1")) == "header {urn:x}x must be understood and is not");
    BOOST_TEST(message(block("true")) == "header {urn:x}x must be understood and is not");
    BOOST_TEST(parsed(block("0")).header.has_value());
    BOOST_TEST(parsed(with_header("<x xmlns='urn:x' mustUnderstand='1'/>")).header.has_value());
    BOOST_TEST(parsed(with_header("<o:Security s:mustUnderstand='1'/>")).header.has_value());
}

BOOST_AUTO_TEST_CASE(knows_prefixes_by_their_namespace)
{
    const auto request =
        parsed("<a:Envelope xmlns:a='http://www.w3.org/2003/05/soap-envelope'><a:Header>"
               "<Action xmlns='http://www.w3.org/2005/08/addressing'>x</Action>"
               "<Action xmlns='urn:other'>y</Action></a:Header><a:Body><z/></a:Body></a:Envelope>");
    BOOST_TEST(request.action.value() == "x");
}

BOOST_AUTO_TEST_CASE(finds_the_activity_id_where_devices_put_it)
{
    BOOST_TEST(parsed(with_header("<ActivityId> 7 </ActivityId>")).activity_id.value() == "7");
    BOOST_TEST(!parsed(with_header("<ActivityId xmlns='u'>7</ActivityId>")).activity_id);
    BOOST_TEST(!parsed(with_header("<ActivityId>" + std::string(1025, 'x') + "</ActivityId>"))
                    .activity_id);
}

BOOST_AUTO_TEST_CASE(requires_an_action)
{
    const auto request = parsed(with_header("<a:Action>urn:b</a:Action>"));
    BOOST_TEST(require_action(request, "urn:b").has_value());
    const auto other = require_action(request, "urn:c");
    BOOST_REQUIRE(!other);
    BOOST_TEST(other.error().message == "Action is urn:b, urn:c is expected");
    BOOST_TEST(require_action(parsed(envelope("")), "urn:c").error().message ==
               "there is no Action, urn:c is expected");
}

BOOST_AUTO_TEST_CASE(requires_exactly_one_security_header)
{
    BOOST_TEST(security_header(parsed(with_header("<o:Security/>"))).has_value());
    BOOST_TEST(security_header(parsed(with_header(""))).error().message ==
               "there is no Security header");
    BOOST_TEST(security_header(parsed(envelope(""))).error().message ==
               "there is no Security header");
    BOOST_TEST(security_header(parsed(with_header("<o:Security/><o:Security/>"))).error().message ==
               "there is more than one Security header");
}

BOOST_AUTO_TEST_SUITE_END()
