#include "device/server_fault.h"

#include "answers_fixture.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

namespace {

std::optional<ServerFault> fault_in(const std::string& body)
{
    return find_server_fault(test::read(test::envelope("urn:a", "urn:r", body)).body);
}

} // namespace

BOOST_AUTO_TEST_SUITE(server_fault_test)

BOOST_AUTO_TEST_CASE(reads_every_part)
{
    const auto fault = fault_in(test::fault_body());
    BOOST_TEST(fault->code == "Receiver");
    BOOST_TEST(fault->subcode == "Authorization");
    BOOST_TEST(fault->error_type == "DeviceCapReached");
    BOOST_TEST(fault->reason == "Too many devices.");
    BOOST_TEST(fault->message == "five is the limit");
    BOOST_TEST(fault->trace_id == "trace-7");
    BOOST_TEST(to_text(*fault) == "Authorization, DeviceCapReached (MENROLL_E_DEVICECAPREACHED, "
                                  "0x80180013): Too many devices.; trace id trace-7");
}

BOOST_AUTO_TEST_CASE(reads_the_lower_case_of_published_examples)
{
    const auto fault = fault_in("<s:fault><s:code><s:value>s:receiver</s:value><s:subcode>"
                                "<s:value>s:authentication</s:value></s:subcode></s:code><s:reason>"
                                "<s:text xml:lang='en-us'>no</s:text></s:reason></s:fault>");
    BOOST_TEST(fault->subcode == "authentication");
    BOOST_TEST(fault->meaning->hresult == 0x80180002);
}

BOOST_AUTO_TEST_CASE(reads_soap_1_1)
{
    const auto fault = fault_in("<s:Fault><faultcode>s:MessageFormat</faultcode>"
                                "<faultstring>bad</faultstring></s:Fault>");
    BOOST_TEST(to_text(*fault) ==
               "MessageFormat (MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR, 0x80180001): bad");
}

BOOST_AUTO_TEST_CASE(knows_no_meaning_of_an_unknown_code)
{
    const auto fault = fault_in("<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code></s:Fault>");
    BOOST_TEST((fault->meaning == nullptr));
    BOOST_TEST(to_text(*fault) == "Sender");
    BOOST_TEST(to_text(*fault_in("<s:Fault/>")) == "a fault without a code");
}

BOOST_AUTO_TEST_CASE(makes_texts_printable)
{
    const auto fault =
        fault_in("<s:Fault><s:Reason><s:Text>a&#9;b\nc</s:Text></s:Reason></s:Fault>");
    BOOST_TEST(fault->reason == "a?b?c");
}

BOOST_AUTO_TEST_CASE(finds_none_in_another_body)
{
    BOOST_TEST(!fault_in(test::discover_body()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
