#include "soap/response.h"

#include "soap/action.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::soap;

BOOST_AUTO_TEST_SUITE(response_test)

BOOST_AUTO_TEST_CASE(writes_no_more_than_it_was_given)
{
    const auto response = begin_response({.action = "urn:a"});
    BOOST_TEST(response.writer.finish() ==
               "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
               "xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header>"
               "<a:Action s:mustUnderstand=\"1\">urn:a</a:Action></s:Header>"
               "<s:Body/></s:Envelope>");
}

BOOST_AUTO_TEST_CASE(writes_every_header)
{
    auto response = begin_response({.action = "urn:a",
                                    .relates_to = "urn:uuid: <1>",
                                    .activity_id = "7",
                                    .timestamp = parse_time("2026-11-23T23:57:01.5Z").value()});
    response.body.leaf("x", "y");
    BOOST_TEST(
        response.writer.finish() ==
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
        "xmlns:a=\"http://www.w3.org/2005/08/addressing\" "
        "xmlns:u=\"http://docs.oasis-open.org/wss/2004/01/"
        "oasis-200401-wss-wssecurity-utility-1.0.xsd\"><s:Header>"
        "<a:Action s:mustUnderstand=\"1\">urn:a</a:Action>"
        "<ActivityId xmlns=\"http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics\" "
        "CorrelationId=\"7\">7</ActivityId><a:RelatesTo>urn:uuid: &lt;1&gt;</a:RelatesTo>"
        "<o:Security xmlns:o=\"http://docs.oasis-open.org/wss/2004/01/"
        "oasis-200401-wss-wssecurity-secext-1.0.xsd\" s:mustUnderstand=\"1\">"
        "<u:Timestamp u:Id=\"_0\"><u:Created>2026-11-23T23:57:01.500Z</u:Created>"
        "<u:Expires>2026-11-24T00:02:01.500Z</u:Expires></u:Timestamp></o:Security></s:Header>"
        "<s:Body><x>y</x></s:Body></s:Envelope>");
}

BOOST_AUTO_TEST_SUITE_END()
