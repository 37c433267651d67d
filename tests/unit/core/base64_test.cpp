#include "core/base64.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(base64_test)

BOOST_AUTO_TEST_CASE(encodes_the_vectors_of_rfc_4648)
{
    BOOST_TEST(encode_base64(bytes_of("")) == "");
    BOOST_TEST(encode_base64(bytes_of("f")) == "Zg==");
    BOOST_TEST(encode_base64(bytes_of("fo")) == "Zm8=");
    BOOST_TEST(encode_base64(bytes_of("foo")) == "Zm9v");
    BOOST_TEST(encode_base64(bytes_of("foobar")) == "Zm9vYmFy");
}

BOOST_AUTO_TEST_CASE(decodes_wrapped_lines_both_alphabets_and_missing_padding)
{
    BOOST_TEST(text_of(decode_base64(" Zm9v\r\nYmFy\t").value()) == "foobar");
    BOOST_TEST(text_of(decode_base64("Zg").value()) == "f");
    const Bytes high{0xFB, 0xFF, 0xBF};
    BOOST_TEST(decode_base64("+/+/").value() == high);
    BOOST_TEST(decode_base64("-_-_").value() == high);
}

BOOST_AUTO_TEST_CASE(reads_the_same_wherever_the_lines_break)
{
    Bytes bytes(200);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(i * 89);
    for (const std::size_t size : {200U, 199U, 198U}) {
        bytes.resize(size);
        const std::string text = encode_base64(bytes);
        for (std::size_t width = 1; width < text.size(); ++width) {
            std::string wrapped = text;
            for (std::size_t at = width; at < wrapped.size(); at += width + 1)
                wrapped.insert(at, 1, '\n');
            BOOST_TEST_REQUIRE(decode_base64(wrapped).value() == bytes);
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_base64)
{
    BOOST_TEST(decode_base64("Zm9vZm9vZm*vZm9v").error().message ==
               "not base64: a character outside the alphabet");
    BOOST_TEST(decode_base64("Zm9*").error().message ==
               "not base64: a character outside the alphabet");
    BOOST_TEST(decode_base64("Zg==Zg==").error().message ==
               "not base64: characters after the padding");
    BOOST_TEST(decode_base64("Zm9vY").error().message == "not base64: cut off");
    BOOST_TEST(decode_base64("Zg=").error().message == "not base64: wrong padding");
    BOOST_TEST(decode_base64("Zm9v=").error().message == "not base64: wrong padding");
    BOOST_TEST(decode_base64("Zh==").error().message == "not base64: bits are left over");
}

BOOST_AUTO_TEST_SUITE_END()
