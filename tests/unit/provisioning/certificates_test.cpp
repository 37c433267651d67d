#include "provisioning/certificates.h"

#include "provisioning_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;
using sample::der;

BOOST_AUTO_TEST_SUITE(certificates_test)

BOOST_AUTO_TEST_CASE(picks_the_chain_out_of_any_order)
{
    const std::vector<Bytes> chain{der("other"), der("root"), der("issuing")};
    const auto arranged = arrange(der("device"), chain).value();
    BOOST_TEST((arranged.leaf == der("device")));
    BOOST_TEST((arranged.intermediate == der("issuing")));
    BOOST_TEST((arranged.root == der("root")));
    const auto direct = arrange(der("direct"), chain).value();
    BOOST_TEST(!direct.intermediate.has_value());
    BOOST_TEST((direct.root == der("root")));
}

BOOST_AUTO_TEST_CASE(what_the_device_trusts_already_may_be_left_out)
{
    const std::vector<Bytes> issuer{der("issuing")};
    const auto arranged = arrange(der("device"), issuer).value();
    BOOST_TEST((arranged.intermediate == der("issuing")));
    BOOST_TEST(!arranged.root.has_value());
    BOOST_TEST(!arrange(der("device"), {}).value().intermediate.has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_chain_that_does_not_fit)
{
    const std::vector<Bytes> strange{der("other")};
    BOOST_TEST(arrange(der("device"), strange).error().message ==
               "none of the chain issued the certificate");
    const std::vector<Bytes> deep{der("second"), der("issuing"), der("root")};
    BOOST_TEST(arrange(der("deep"), deep).error().message ==
               "the chain has a second intermediate certificate, 'CN=Example Issuing,O=Example': "
               "the document holds one");
    const std::vector<Bytes> broken{Bytes{0x30, 0x00}};
    BOOST_TEST((arrange(der("device"), broken).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(checks_each_signature)
{
    BOOST_TEST(check_chain({der("device"), der("issuing"), der("root")}).has_value());
    BOOST_TEST(check_chain({.leaf = der("device")}).has_value());
    BOOST_TEST(check_chain({der("direct"), der("issuing"), der("root")}).error().message ==
               "the intermediate did not issue the certificate");
    BOOST_TEST(check_chain({der("device"), der("issuing"), der("other")}).error().message ==
               "the root did not issue the certificate below it");
    BOOST_TEST(check_chain({der("device"), {}, der("issuing")}).error().message ==
               "the certificate in Root/System is not self-signed");
}

BOOST_AUTO_TEST_SUITE_END()
