#include "jose/base64url.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

BOOST_AUTO_TEST_SUITE(base64url_test)

BOOST_AUTO_TEST_CASE(writes_the_example_of_rfc_7515)
{
    const Bytes example = {3, 236, 255, 224, 193}; // appendix C
    BOOST_TEST(encode_base64url(example) == "A-z_4ME");
    BOOST_TEST(decode_base64url("A-z_4ME").value() == example);
    BOOST_TEST(encode_base64url({}) == "");
}

BOOST_AUTO_TEST_CASE(one_text_only_stands_for_the_same_bytes)
{
    for (const char* text :
         {"A+z/4ME", "A-z_4ME=", "A-z_4ME\n", " A-z_4ME", "A-z_\n4ME", "A-z_4.E"})
        BOOST_TEST(decode_base64url(text).error().message ==
                   "not base64url: a character outside the alphabet");
    for (const char* text : {"A-z_4MF", "A-z_4", "A"})
        BOOST_TEST(decode_base64url(text).error().message ==
                   "not base64url: cut off, or bits are left over");
}

BOOST_AUTO_TEST_SUITE_END()
