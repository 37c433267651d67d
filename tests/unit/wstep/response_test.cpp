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

BOOST_AUTO_TEST_CASE(carries_a_certificate_and_the_full_response)
{
    const auto xml = wstep::certificate_response(bytes_of("leaf"), bytes_of("all"),
                                                 {.language = "de-DE", .request_id = "7"},
                                                 {.now = time_from_seconds(1795421742)});
    const auto has = [&](const std::string& part) { return xml.find(part) != std::string::npos; };
    BOOST_TEST(has("xml:lang=\"de-DE\""));
    BOOST_TEST(has(">Issued</DispositionMessage><BinarySecurityToken "));
    BOOST_TEST(has("#PKCS7\" EncodingType="));
    BOOST_TEST(has(">YWxs</BinarySecurityToken><RequestedSecurityToken>"));
    BOOST_TEST(has(">bGVhZg==</BinarySecurityToken></RequestedSecurityToken><RequestID "));
    BOOST_TEST(has(">7</RequestID>"));
}

BOOST_AUTO_TEST_CASE(says_that_a_request_waits_and_where_to_ask)
{
    const auto xml =
        wstep::pending_response("https://a/?b&c", {.language = "en", .request_id = "7"},
                                {.now = time_from_seconds(1795421742)});
    BOOST_TEST(xml.find("Taken Under Submission</DispositionMessage><RequestedSecurityToken>"
                        "<SecurityTokenReference ") != std::string::npos);
    BOOST_TEST(xml.find("<Reference URI=\"https://a/?b&amp;c\"") != std::string::npos);
    BOOST_TEST(xml.find("BinarySecurityToken") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
