#include "x509/authority.h"

#include "vector_fixture.h"
#include "x509/certificate.h"
#include "x509/key.h"
#include "x509/public_key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

AuthorityPlan plan()
{
    return {.name = "Test",
            .not_before = parse_time("2030-01-01T00:00:00Z").value(),
            .root_end = parse_time("2060-01-01T00:00:00Z").value(),
            .issuing_end = parse_time("2040-01-01T00:00:00Z").value(),
            .root_serial = parse_hex("4000000000000001").value(),
            .issuing_serial = parse_hex("4000000000000002").value()};
}

ossl::Key key(const std::string& name)
{
    return parse_private_key(Secret(vector_file(name))).value();
}

Bytes public_half(const std::string& name)
{
    return public_key_info(key(name)).value();
}

std::string why_not(const AuthorityPlan& wrong)
{
    const auto checked = check(wrong);
    const auto made = make_authority(key("root.key"), public_half("issuing.key"), wrong);
    BOOST_TEST(checked.has_value() == made.has_value());
    return checked ? "good" : checked.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(authority_test)

BOOST_AUTO_TEST_CASE(makes_a_root_and_an_issuing_authority)
{
    const auto made = make_authority(key("root.key"), public_half("p256.key"), plan()).value();
    const auto root = parse_certificate(made.root).value();
    const auto issuing = parse_certificate(made.issuing).value();
    BOOST_TEST(is_self_signed(root));
    BOOST_TEST(is_issued_by(issuing, root));
    BOOST_TEST(matches(root, key("root.key")));
    BOOST_TEST(matches(issuing, key("p256.key")));
    BOOST_TEST(subject_of(root) == "CN=Test Root CA");
    BOOST_TEST(subject_of(issuing) == "CN=Test Issuing CA");
    BOOST_TEST(root.path_length == 1);
    BOOST_TEST(issuing.path_length == 0);
    BOOST_TEST(serial_of(root) == "4000000000000001");
    BOOST_TEST(serial_of(issuing) == "4000000000000002");
    BOOST_TEST((root.not_after == plan().root_end));
    BOOST_TEST((issuing.not_after == plan().issuing_end));
}

BOOST_AUTO_TEST_CASE(the_same_plan_and_keys_yield_the_same_bytes)
{
    const auto one = make_authority(key("root.key"), public_half("issuing.key"), plan()).value();
    const auto two = make_authority(key("root.key"), public_half("issuing.key"), plan()).value();
    BOOST_TEST(one.root == two.root);
    BOOST_TEST(one.issuing == two.issuing);
}

BOOST_AUTO_TEST_CASE(refuses_a_plan_that_cannot_be)
{
    AuthorityPlan wrong = plan();
    wrong.name = std::string(54, 'x');
    BOOST_TEST(why_not(wrong) == "issuing authority: the CN of a name has more than 64 characters");
    wrong = plan();
    wrong.root_serial = {};
    BOOST_TEST(why_not(wrong) ==
               "root: the serial number is not a positive number of 8 to 20 octets");
    wrong = plan();
    wrong.issuing_end = wrong.root_end + std::chrono::days{1};
    BOOST_TEST(why_not(wrong) == "the issuing authority would outlive its root");
    wrong = plan();
    wrong.root_end = wrong.not_before;
    BOOST_TEST(why_not(wrong) == "root: the validity does not end after it begins");
    wrong = plan();
    wrong.name = "a, b \\ \"c\"";
    BOOST_TEST(why_not(wrong) == "good");
}

BOOST_AUTO_TEST_SUITE_END()
