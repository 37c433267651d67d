#include "provisioning/criteria.h"

#include "provisioning_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

std::string complaint(std::string_view criteria, Store store = Store::user)
{
    const auto leaf = sample::certificate("device");
    const auto checked = check_criteria(criteria, leaf, store);
    return checked ? "" : checked.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(criteria_test)

BOOST_AUTO_TEST_CASE(a_subject_is_in_the_order_of_the_certificate)
{
    BOOST_TEST(x500_subject(sample::certificate("device")).value() ==
               "DC=test,DC=example,O=\"Example, Inc.\",CN=device 1");
    BOOST_TEST(x500_subject(sample::certificate("direct")).value() == "CN=device 2");
}

BOOST_AUTO_TEST_CASE(escapes_all_that_is_not_unreserved)
{
    BOOST_TEST(search_criteria(sample::certificate("direct"), Store::system).value() ==
               "Subject=CN%3Ddevice%202&Stores=My%5CSystem");
    BOOST_TEST(search_criteria(sample::certificate("device"), Store::user).value() ==
               "Subject=DC%3Dtest%2CDC%3Dexample%2CO%3D%22Example%2C%20Inc.%22%2CCN%3Ddevice%201"
               "&Stores=My%5CUser");
}

BOOST_AUTO_TEST_CASE(reads_every_spelling)
{
    const auto leaf = sample::certificate("device");
    BOOST_TEST(complaint(search_criteria(leaf, Store::user).value()) == "");
    BOOST_TEST(
        complaint("Subject=DC%3dtest,DC%3dexample,O%3d%22Example, Inc.%22, CN %3d device 1") == "");
    BOOST_TEST(complaint("Stores=MY%5cuser") == "");
    BOOST_TEST(complaint("Issuer=x") == "");
}

BOOST_AUTO_TEST_CASE(refuses_criteria_that_find_something_else)
{
    BOOST_TEST(complaint("Stores=My%5CUser", Store::system) ==
               "the search criteria name the store 'My\\User', the certificate is in My\\System");
    BOOST_TEST(complaint("Subject=CN%3Dx") ==
               "the search criteria name the subject 'CN=x', the certificate's is "
               "'DC=test,DC=example,O=\"Example, Inc.\",CN=device 1'");
    BOOST_TEST(complaint("Subject") == "the search criteria are not NAME=VALUE joined by &");
    BOOST_TEST(complaint("Subject=%4") == "SSLCLIENTCERTSEARCHCRITERIA: an escape is not % and two "
                                          "hexadecimal digits");
    BOOST_TEST(complaint("Subject=CN%") == "SSLCLIENTCERTSEARCHCRITERIA: an escape is not % and "
                                           "two hexadecimal digits");
}

BOOST_AUTO_TEST_SUITE_END()
