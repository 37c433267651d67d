#include "wstep/response.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(response_test)

BOOST_AUTO_TEST_CASE(carries_the_document_as_base64_on_one_line)
{
    const auto xml = wstep::provisioning_response(
        "<wap-provisioningdoc version=\"1.1\"/>",
        {.relates_to = "urn:uuid:1", .now = time_from_seconds(1795421742)});
    BOOST_TEST(xml.find("<a:RelatesTo>urn:uuid:1</a:RelatesTo>") != std::string::npos);
    BOOST_TEST(xml.find("<u:Created>2026-11-23T08:15:42.000Z</u:Created>"
                        "<u:Expires>2026-11-23T08:20:42.000Z</u:Expires>") != std::string::npos);
    BOOST_TEST(xml.find(">PHdhcC1wcm92aXNpb25pbmdkb2MgdmVyc2lvbj0iMS4xIi8+</BinarySecurityToken>"
                        "</RequestedSecurityToken><RequestID xmlns=\"http://schemas.microsoft.com/"
                        "windows/pki/2009/01/enrollment\">0</RequestID>") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
