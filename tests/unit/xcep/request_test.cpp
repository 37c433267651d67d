#include "xcep/request.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace mdm;
using namespace mdm::xcep;

namespace {

const std::string nil_client = "<client><lastUpdate xsi:nil='true'/>"
                               "<preferredLanguage xsi:nil='true'/></client>";
const std::string nil_filter = "<requestFilter xsi:nil='true'/>";
const std::string space = "{" + std::string(xml::ns::policy) + "}";

/// A message with this inside Body.
Result<Request> parse_body(const std::string& body)
{
    const auto text = fmt::format("<s:Envelope xmlns:s='{}' xmlns:xsi='{}'><s:Body>{}</s:Body>"
                                  "</s:Envelope>",
                                  xml::ns::soap12, xml::ns::instance, body);
    return parse_request(soap::parse_envelope(bytes_of(text)).value());
}

Result<Request> parse(const std::string& inside)
{
    return parse_body(
        fmt::format("<GetPolicies xmlns='{}'>{}</GetPolicies>", xml::ns::policy, inside));
}

Request request(const std::string& inside)
{
    auto result = parse(inside);
    BOOST_REQUIRE_MESSAGE(result.has_value(), inside);
    return std::move(*result);
}

std::string defect(const Result<Request>& result)
{
    BOOST_REQUIRE(!result.has_value());
    BOOST_TEST((result.error().code == Errc::malformed));
    return result.error().message;
}

std::string with_filter(const std::string& inside)
{
    return nil_client + "<requestFilter>" + inside + "</requestFilter>";
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(a_device_asks_for_everything)
{
    const auto asked = request(nil_client + nil_filter);
    BOOST_TEST(!asked.last_update.has_value());
    BOOST_TEST(!asked.language.has_value());
    BOOST_TEST(!asked.oids.has_value());
    BOOST_TEST(!asked.client_version.has_value());
    BOOST_TEST(!asked.server_version.has_value());
}

BOOST_AUTO_TEST_CASE(reads_all_that_may_be_asked)
{
    const auto asked = request("<client><lastUpdate> 2026-11-23T08:15:42Z\n</lastUpdate>"
                               "<preferredLanguage>fr-CA</preferredLanguage></client>"
                               "<requestFilter><policyOIDs><oid>1.2.3</oid><oid> 1.2.4 </oid>"
                               "</policyOIDs><clientVersion>4</clientVersion>"
                               "<serverVersion>-1</serverVersion></requestFilter>");
    BOOST_TEST(to_text(asked.last_update.value()) == "2026-11-23T08:15:42Z");
    BOOST_TEST(asked.language.value() == "fr-CA");
    BOOST_TEST(asked.oids.value() == (std::vector<std::string>{"1.2.3", "1.2.4"}),
               boost::test_tools::per_element());
    BOOST_TEST(asked.client_version.value() == 4);
    BOOST_TEST(asked.server_version.value() == -1);
}

BOOST_AUTO_TEST_CASE(passes_over_what_it_does_not_know)
{
    const auto asked = parse_body(
        fmt::format("<GetPolicies xmlns='{}'><client><lastUpdate xsi:nil='1'/><TPMManufacturer>"
                    "ACME</TPMManufacturer><TPMFirmwareVersion>1.2</TPMFirmwareVersion></client>"
                    "<requestFilter><x xmlns='urn:x'/></requestFilter></GetPolicies>"
                    "<AdditionalContext xmlns='urn:x'/>",
                    xml::ns::policy));
    BOOST_TEST(asked.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_empty_filters_nothing)
{
    for (const std::string filter :
         {"", "<requestFilter/>", "<requestFilter><policyOIDs/></requestFilter>",
          "<requestFilter><policyOIDs xsi:nil='true'/></requestFilter>",
          "<requestFilter><clientVersion/></requestFilter>"}) {
        const auto asked = request("<client><lastUpdate/></client>" + filter);
        BOOST_TEST(!asked.oids.has_value(), filter);
        BOOST_TEST(!asked.client_version.has_value(), filter);
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_client_that_says_nothing)
{
    BOOST_TEST(defect(parse(nil_filter)) ==
               "/Envelope/Body/GetPolicies has no " + space + "client");
    const std::string nothing = "/Envelope/Body/GetPolicies/client is nil or empty";
    BOOST_TEST(defect(parse("<client/>" + nil_filter)) == nothing);
    BOOST_TEST(defect(parse("<client xsi:nil='true'/>" + nil_filter)) == nothing);
    BOOST_TEST(defect(parse("<client xmlns='urn:x'><a/></client>")) ==
               "/Envelope/Body/GetPolicies has no " + space + "client");
}

BOOST_AUTO_TEST_CASE(refuses_an_element_twice)
{
    BOOST_TEST(defect(parse(nil_client + nil_client)) ==
               "/Envelope/Body/GetPolicies has more than one " + space + "client");
    BOOST_TEST(defect(parse(nil_client + nil_filter + nil_filter)) ==
               "/Envelope/Body/GetPolicies has more than one " + space + "requestFilter");
    BOOST_TEST(defect(parse("<client><lastUpdate/><lastUpdate/></client>")) ==
               "/Envelope/Body/GetPolicies/client has more than one " + space + "lastUpdate");
    BOOST_TEST(defect(parse(with_filter("<policyOIDs/><policyOIDs/>"))) ==
               "/Envelope/Body/GetPolicies/requestFilter has more than one " + space +
                   "policyOIDs");
}

BOOST_AUTO_TEST_CASE(refuses_values_of_the_wrong_type)
{
    const std::string path = "/Envelope/Body/GetPolicies/";
    BOOST_TEST(defect(parse("<client><lastUpdate>today</lastUpdate></client>")) ==
               path + "client/lastUpdate: 'today' is not a time like 2026-11-23T08:15:42Z");
    BOOST_TEST(defect(parse(with_filter("<clientVersion>2147483648</clientVersion>"))) ==
               path + "requestFilter/clientVersion: '2147483648' is not a whole number of 32 bits");
    BOOST_TEST(defect(parse(with_filter("<serverVersion>1.0</serverVersion>"))) ==
               path + "requestFilter/serverVersion: '1.0' is not a whole number of 32 bits");
    BOOST_TEST(defect(parse("<client><preferredLanguage>" + std::string(65, 'x') +
                            "</preferredLanguage></client>")) ==
               path + "client/preferredLanguage: '" + std::string(65, 'x') +
                   "' is not a language tag");
    BOOST_TEST(defect(parse("<client><lastUpdate><a/></lastUpdate></client>")) ==
               path + "client/lastUpdate has elements inside, text is expected");
}

BOOST_AUTO_TEST_CASE(refuses_lists_without_end)
{
    const std::string path = "/Envelope/Body/GetPolicies/requestFilter/policyOIDs";
    const auto list = [](std::size_t count, const std::string& oid) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "<oid>" + oid + "</oid>";
        return with_filter("<policyOIDs>" + text + "</policyOIDs>");
    };
    BOOST_TEST(request(list(64, std::string(256, '1'))).oids.value().size() == 64U);
    BOOST_TEST(defect(parse(list(65, "1.2"))) == path + " has more than 64 oid");
    const std::string bounds = path + "/oid is not a text of 1 to 256 bytes";
    BOOST_TEST(defect(parse(list(1, std::string(257, '1')))) == bounds);
    BOOST_TEST(defect(parse(list(1, " "))) == bounds);
    BOOST_TEST(defect(parse(list(1, "<a/>"))) == bounds);
}

BOOST_AUTO_TEST_CASE(refuses_another_body)
{
    BOOST_TEST(defect(parse_body("<GetPolicies xmlns='urn:x'/>")) ==
               "the body is {urn:x}GetPolicies, not GetPolicies");
}

BOOST_AUTO_TEST_SUITE_END()
