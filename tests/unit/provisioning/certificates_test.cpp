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
    BOOST_TEST((arranged.intermediates == std::vector<Bytes>{der("issuing")}));
    BOOST_TEST((arranged.root == der("root")));
    const auto direct = arrange(der("direct"), chain).value();
    BOOST_TEST(direct.intermediates.empty());
    BOOST_TEST((direct.root == der("root")));
}

BOOST_AUTO_TEST_CASE(what_the_device_trusts_already_may_be_left_out)
{
    const std::vector<Bytes> issuer{der("issuing")};
    const auto arranged = arrange(der("device"), issuer).value();
    BOOST_TEST((arranged.intermediates == std::vector<Bytes>{der("issuing")}));
    BOOST_TEST(!arranged.root.has_value());
    BOOST_TEST(arrange(der("device"), {}).value().intermediates.empty());
}

BOOST_AUTO_TEST_CASE(refuses_a_chain_that_does_not_fit)
{
    const std::vector<Bytes> strange{der("other")};
    BOOST_TEST(arrange(der("device"), strange).error().message ==
               "none of the chain issued the certificate");
    const std::vector<Bytes> broken{Bytes{0x30, 0x00}};
    BOOST_TEST((arrange(der("device"), broken).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(there_may_be_several_intermediates)
{
    const std::vector<Bytes> deep{der("root"), der("issuing"), der("second")};
    const auto arranged = arrange(der("deep"), deep).value();
    BOOST_TEST((arranged.intermediates == std::vector<Bytes>{der("second"), der("issuing")}));
    BOOST_TEST((arranged.root == der("root")));
    BOOST_TEST((above(arranged) == std::vector<Bytes>{der("second"), der("issuing"), der("root")}));
}

namespace {

std::string settled(Certificates certificates, Roots roots = Roots::of_chain)
{
    const auto good = settle(certificates, roots);
    return good ? "good" : good.error().message;
}

} // namespace

BOOST_AUTO_TEST_CASE(checks_each_signature)
{
    BOOST_TEST(settled({der("device"), {der("issuing")}, {}, {der("root")}}) == "good");
    BOOST_TEST(settled({.leaf = der("device")}) == "good");
    BOOST_TEST(settled({der("direct"), {der("issuing")}, {}, {der("root")}}) ==
               "the intermediate did not issue the certificate");
    BOOST_TEST(settled({der("device"), {der("issuing")}, {}, {der("other")}}) ==
               "the root did not issue the certificate below it");
    BOOST_TEST(settled({der("device"), {}, {}, {der("issuing")}}) ==
               "the certificate in Root/System is not self-signed");
}

BOOST_AUTO_TEST_CASE(puts_what_a_document_has_into_order)
{
    Certificates found{
        der("deep"), {der("issuing"), der("second")}, {}, {der("other"), der("root")}};
    BOOST_TEST(settle(found, Roots::of_chain).has_value());
    BOOST_TEST((found.intermediates == std::vector<Bytes>{der("second"), der("issuing")}));
    BOOST_TEST((found.root == der("root")));
    BOOST_TEST((found.further_roots == std::vector<Bytes>{der("other")}));
}

BOOST_AUTO_TEST_CASE(a_renewal_may_bring_a_further_root_alone)
{
    Certificates found{der("device"), {}, {}, {der("other")}};
    BOOST_TEST(settled(found) == "the root did not issue the certificate below it");
    BOOST_TEST(settle(found, Roots::any).has_value());
    BOOST_TEST(!found.root.has_value());
    BOOST_TEST((found.further_roots == std::vector<Bytes>{der("other")}));
    BOOST_TEST(settled({der("device"), {der("issuing")}, {}, {der("other")}}, Roots::any) ==
               "the root did not issue the certificate below it");
}

BOOST_AUTO_TEST_SUITE_END()
