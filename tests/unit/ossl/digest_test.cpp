#include "ossl/digest.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(digest_test)

// FIPS 180-4, the example "abc".
BOOST_AUTO_TEST_CASE(hashes_as_the_standard_does)
{
    BOOST_TEST(to_hex(ossl::sha1(bytes_of("abc"))) == "A9993E364706816ABA3E25717850C26C9CD0D89D");
    BOOST_TEST(to_hex(ossl::sha256(bytes_of("abc"))) ==
               "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    BOOST_TEST(to_hex(ossl::sha1({})) == "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709");
}

// RFC 4231 4.3 and 4.7: a short key, and one of 131 octets, longer than a block.
BOOST_AUTO_TEST_CASE(authenticates_as_the_standard_does)
{
    BOOST_TEST(
        to_hex(ossl::hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))) ==
        "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843");
    const Bytes long_key(131, 0xAA);
    BOOST_TEST(to_hex(ossl::hmac_sha256(
                   long_key, bytes_of("Test Using Larger Than Block-Size Key - Hash Key First"))) ==
               "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54");
}

BOOST_AUTO_TEST_CASE(a_key_of_exactly_one_block_is_not_hashed)
{
    const Bytes block(64, 'k');
    Bytes padded = block;
    padded.push_back(0);
    BOOST_TEST(ossl::hmac_sha256(block, {}) != ossl::hmac_sha256(padded, {}));
}

BOOST_AUTO_TEST_CASE(texts_that_are_hashed_together_do_not_run_into_each_other)
{
    BOOST_TEST(ossl::sha256_of_all({"ab", "c"}) == to_hex(ossl::sha256(bytes_of("2:ab1:c"))));
    BOOST_TEST(ossl::sha256_of_all({"ab", "c"}) != ossl::sha256_of_all({"a", "bc"}));
}

BOOST_AUTO_TEST_SUITE_END()
