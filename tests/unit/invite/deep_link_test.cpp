#include "invite/deep_link.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::invite;

BOOST_AUTO_TEST_SUITE(deep_link_test)

BOOST_AUTO_TEST_CASE(every_parameter_is_percent_encoded_and_in_order)
{
    Invitation invitation;
    BOOST_TEST(deep_link(invitation)->reveal() == "ms-device-enrollment:?mode=mdm");
    invitation = {Mode::aadj,
                  "j\xC3\xB6rg+x@example.com",
                  "https://mdm.example.com/a?b=c&d",
                  Secret("a/b=&"),
                  "5D6F1C2E-9b1a-4c1f-8f0e-2a7f5c3d9e10",
                  "Example & Co",
                  Ownership::corporate};
    BOOST_TEST(deep_link(invitation)->reveal() ==
               "ms-device-enrollment:?mode=aadj&username=j%C3%B6rg%2Bx%40example.com"
               "&servername=https%3A%2F%2Fmdm.example.com%2Fa%3Fb%3Dc%26d"
               "&accesstoken=a%2Fb%3D%26&deviceidentifier=5D6F1C2E-9b1a-4c1f-8f0e-2a7f5c3d9e10"
               "&tenantidentifier=Example%20%26%20Co&ownership=3");
}

BOOST_AUTO_TEST_CASE(what_a_device_would_not_take_is_refused)
{
    for (const char* user : {"alice", "@example.com", "alice@", "a@b@c", "a b@c", "a\nb@c",
                             "EXAMPLE\\alice@x", "\xE4@example.com"})
        BOOST_TEST(deep_link({.user = user}).error().message.find("is not NAME@DOMAIN") !=
                       std::string::npos,
                   user);
    for (const char* server : {"http://mdm.example.com", "mdm.example.com", "https://",
                               "https://a b", "javascript:alert(1)"})
        BOOST_TEST(deep_link({.server = server}).error().message.find("is not an https URL") !=
                       std::string::npos,
                   server);
    for (const char* id :
         {"5d6f1c2e", "{5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e10}",
          "5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e1g", "5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e10x"})
        BOOST_TEST(deep_link({.device_id = id}).error().message.find("is not a GUID") !=
                       std::string::npos,
                   id);
    BOOST_TEST(!deep_link({.tenant_id = "a\x01"}).has_value());
    BOOST_TEST(!deep_link({.tenant_id = std::string(2049, 'a')}).has_value());
}

BOOST_AUTO_TEST_CASE(a_wrong_token_does_not_stand_in_the_error)
{
    const auto link = deep_link({.access_token = Secret("geheim\x02")});
    BOOST_TEST(link.error().message.find("geheim") == std::string::npos);
    BOOST_TEST(!deep_link({.access_token = Secret("")}).has_value());
}

BOOST_AUTO_TEST_CASE(words_are_known_or_refused)
{
    BOOST_TEST(mode_from("AADJ").error().message == "'AADJ' is none of mdm, awa, aadj");
    BOOST_CHECK(mode_from("awa").value() == Mode::awa);
    BOOST_CHECK(ownership_from("personal").value() == Ownership::personal);
    BOOST_TEST(ownership_from("2").error().message ==
               "'2' is none of unknown, personal, corporate");
}

BOOST_AUTO_TEST_SUITE_END()
