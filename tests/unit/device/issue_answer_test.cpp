#include "device/issue_answer.h"

#include "answers_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
using test::with;
using Strings = std::vector<std::string>;

namespace {

const std::string document = "<wap-provisioningdoc version='1.1'/>";

struct Outcome {
    Result<std::string> document;
    Strings findings;
};

Outcome outcome(const std::string& message)
{
    Step step{.name = "enroll"};
    auto text = read_issue_answer(test::read(message), step);
    return {std::move(text), test::findings(step)};
}

std::string good()
{
    return test::envelope("urn:a", "urn:r", test::issue_body(document));
}

Strings spoiled(std::string_view part, std::string_view replacement)
{
    return outcome(with(good(), part, replacement)).findings;
}

} // namespace

BOOST_AUTO_TEST_SUITE(issue_answer_test)

BOOST_AUTO_TEST_CASE(takes_the_document_of_a_good_answer)
{
    const auto whole = outcome(good());
    BOOST_TEST(whole.findings == Strings{}, boost::test_tools::per_element());
    BOOST_TEST(*whole.document == document);
}

BOOST_AUTO_TEST_CASE(refuses_an_answer_without_a_document)
{
    BOOST_TEST(outcome(test::envelope("urn:a", "urn:r", "<x/>")).document.error().message ==
               "the body is x, expected RequestSecurityTokenResponseCollection");
    const auto nothing = with(with(good(), "<RequestedSecurityToken>", "<Nothing>"),
                              "</RequestedSecurityToken>", "</Nothing>");
    BOOST_TEST(outcome(nothing).document.error().message.find("RequestedSecurityToken") !=
               std::string::npos);
    BOOST_TEST(!outcome(with(good(), "#base64binary'>", "#base64binary'>%")).document.has_value());
}

BOOST_AUTO_TEST_CASE(finds_base64_on_several_lines)
{
    BOOST_TEST(spoiled("#base64binary'>", "#base64binary'>\n") ==
                   Strings{"the base64 of the document has white space, expected one line"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_other_types)
{
    BOOST_TEST(spoiled("DeviceEnrollmentProvisionDoc", "Doc").size() == 1U);
    BOOST_TEST(spoiled("#base64binary'", "#Base64Binary'").front().ends_with("#base64binary"));
    BOOST_TEST(spoiled("DeviceEnrollmentToken<", "Token<").front().starts_with("TokenType is '"));
}

BOOST_AUTO_TEST_CASE(finds_a_broken_order)
{
    constexpr std::string_view disposition =
        "<DispositionMessage xmlns='http://schemas.microsoft.com/windows/pki/2009/01/enrollment'/>";
    const auto without = with(good(), disposition, "");
    BOOST_TEST(outcome(without).findings == Strings{}, boost::test_tools::per_element());
    const auto last = with(without, "</RequestSecurityTokenResponse>",
                           std::string(disposition) + "</RequestSecurityTokenResponse>");
    BOOST_TEST(outcome(last).findings.back() == "DispositionMessage stands after RequestID");
}

BOOST_AUTO_TEST_CASE(wants_a_timestamp_that_is_sound)
{
    BOOST_TEST(spoiled("2026-11-23T08:05:00.000Z", "2026-11-23T07:55:00.000Z") ==
                   Strings{"the Timestamp has no Created before its Expires"},
               boost::test_tools::per_element());
    const auto without =
        with(with(good(), "<u:Timestamp", "<u:Other"), "</u:Timestamp", "</u:Other");
    BOOST_TEST(outcome(without).findings == Strings{"the header has no Security with a Timestamp"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
