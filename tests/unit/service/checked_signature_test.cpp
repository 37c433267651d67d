#include "service/checked_signature.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::service;

namespace {

const CheckedSignature alice{.user = "alice@example.com",
                             .subject = "CN=\"Alice\"",
                             .issuer = "CN=Root",
                             .serial = "01",
                             .thumbprint = "AB",
                             .whole = true,
                             .envelope = "<e>\xC3\xA4</e>"};

const std::string json = R"({"user":"alice@example.com","subject":"CN=\"Alice\"",)"
                         R"("issuer":"CN=Root","serial":"01","thumbprint":"AB",)"
                         R"("covers":"envelope","envelope":"PGU+w6Q8L2U+"})";

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    return text.replace(text.find(what), what.size(), with);
}

} // namespace

BOOST_AUTO_TEST_SUITE(checked_signature_test)

BOOST_AUTO_TEST_CASE(is_one_object_on_a_line)
{
    BOOST_TEST(to_json(alice) == json);
}

BOOST_AUTO_TEST_CASE(is_read_back)
{
    const auto read = parse_checked_signature(json + "\n").value();
    BOOST_TEST(read.user == alice.user);
    BOOST_TEST(read.subject == alice.subject);
    BOOST_TEST(read.issuer == alice.issuer);
    BOOST_TEST(read.serial == alice.serial);
    BOOST_TEST(read.thumbprint == alice.thumbprint);
    BOOST_TEST(read.whole);
    BOOST_TEST(read.envelope == alice.envelope);
    BOOST_TEST(!parse_checked_signature(replaced(json, "envelope", "parts")).value().whole);
}

BOOST_AUTO_TEST_CASE(anything_else_lets_nobody_in)
{
    for (const std::string& wrong :
         {std::string(), std::string("{}"), std::string("[]"), std::string("alice"),
          json.substr(0, json.size() - 1), json + json, replaced(json, "alice@example.com", ""),
          replaced(json, "\"covers\":\"envelope\"", "\"covers\":\"nothing\""),
          replaced(json, "PGU+w6Q8L2U+", ""), replaced(json, "PGU+w6Q8L2U+", "!"),
          replaced(json, "\"alice@example.com\"", "1")}) {
        const auto read = parse_checked_signature(wrong);
        BOOST_REQUIRE(!read.has_value());
        BOOST_TEST((read.error().code == Errc::environment));
    }
}

BOOST_AUTO_TEST_SUITE_END()
