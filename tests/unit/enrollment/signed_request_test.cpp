#include "enrollment/signed_request.h"

#include "core/file.h"
#include "enrollment/authenticate.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace mdm;
using namespace mdm::enrollment;

namespace {

using fault::Subcode;

std::string file(const std::string& name)
{
    auto content = read_file(std::string(MDM_VECTORS) + "/xmldsig/" + name + ".xml");
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(*content);
}

/// A door for signed requests whose checker says that `envelope` is what was signed.
struct Door {
    std::string envelope;
    std::vector<Footprint> remembered = {};
    Result<void> memory = {};
    std::optional<Refusal> refusal = {};

    Outcome enter(const std::string& message, const std::string& at = "08:15:42")
    {
        CertificateCheck check;
        check.verify = [&](ByteView) -> Result<SignedMessage, Refusal> {
            if (refusal)
                return *refusal;
            auth::Identity alice{.method = "certificate", .user = "alice", .certificate = "AB12"};
            return SignedMessage{std::move(alice), envelope};
        };
        check.remember = [&](const Footprint& footprint) {
            remembered.push_back(footprint);
            return memory;
        };
        return authenticate(bytes_of(message), {}, {.certificate = check},
                            {parse_time("2026-11-23T" + at + "Z").value(), "t-1"});
    }
};

std::string fault_of(const Outcome& outcome)
{
    const auto& fault = outcome.record.fault;
    return fault ? fault->subcode + ": " + fault->reason : "";
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    return text.replace(text.find(what), what.size(), with);
}

} // namespace

BOOST_AUTO_TEST_SUITE(signed_request_test)

BOOST_AUTO_TEST_CASE(what_is_read_is_what_was_signed)
{
    // Never so in life: the message says de-CH, and what was signed is another.
    const std::string message = file("whole");
    Door door{replaced(message, "de-CH", "fr-FR")};
    const auto outcome = door.enter(message);
    BOOST_TEST(fault_of(outcome) == "");
    BOOST_TEST(outcome.record.policy->language.value() == "fr-FR");
    BOOST_TEST(outcome.record.identity->method == "certificate");
    BOOST_TEST(outcome.record.identity->user == "alice");
    BOOST_TEST(outcome.record.identity->certificate == "AB12");
}

BOOST_AUTO_TEST_CASE(the_request_for_a_certificate_is_what_was_signed_too)
{
    const std::string message = file("issue");
    Door door{replaced(message, "DEVICE-1", "DEVICE-2")};
    const auto outcome = door.enter(message);
    BOOST_TEST(fault_of(outcome) == "");
    BOOST_TEST(record::find_fact(outcome.record, "DeviceID").value() == "DEVICE-2");
}

BOOST_AUTO_TEST_CASE(another_request_than_the_message_is_refused)
{
    Door door{file("issue")};
    BOOST_TEST(fault_of(door.enter(file("whole"))) ==
               "InvalidSecurity: what was signed is another request than the message");
    door.envelope = file("whole");
    BOOST_TEST(fault_of(door.enter(file("issue"))) ==
               "InvalidSecurity: what was signed is another request than the message");
    door.envelope = "<s/>";
    BOOST_TEST(fault_of(door.enter(file("issue"))).starts_with("InvalidSecurity: "));
    BOOST_TEST(door.remembered.empty());
}

BOOST_AUTO_TEST_CASE(the_timestamp_is_that_which_was_signed)
{
    const std::string message = file("whole");
    Door door{message};
    BOOST_TEST(fault_of(door.enter(message, "08:24:00")) == "");
    BOOST_TEST(fault_of(door.enter(message, "08:24:01"))
                   .starts_with("Authentication: the request "
                                "was good until "));
    door.envelope = replaced(message, "08:19:00Z", "08:15:00Z");
    BOOST_TEST(fault_of(door.enter(message, "08:24:00")).starts_with("Authentication: "));
    door.envelope =
        replaced(replaced(message, "<u:Timestamp", "<u:Other"), "</u:Timestamp", "</u:Other");
    BOOST_TEST(fault_of(door.enter(message)).starts_with("InvalidSecurity: "));
}

BOOST_AUTO_TEST_CASE(what_the_checker_refuses_is_refused)
{
    Door door{file("whole")};
    door.refusal = refusal_of(Subcode::authentication, {Errc::refused, "no"});
    BOOST_TEST(fault_of(door.enter(file("whole"))) == "Authentication: no");
}

BOOST_AUTO_TEST_CASE(only_requests_for_certificates_are_remembered)
{
    Door policies{file("whole")};
    BOOST_TEST(fault_of(policies.enter(file("whole"))) == "");
    BOOST_TEST(policies.remembered.empty());

    Door issue{file("issue")};
    BOOST_TEST(fault_of(issue.enter(file("issue"))) == "");
    BOOST_TEST_REQUIRE(issue.remembered.size() == 1U);
    const Footprint& print = issue.remembered.front();
    BOOST_TEST(print.content.size() == 64U);
    BOOST_TEST(print.message.size() == 64U);
    BOOST_TEST(print.certificate == "AB12");
    BOOST_TEST(to_text(print.good_until) == "2026-11-23T08:24:00Z");
}

BOOST_AUTO_TEST_CASE(the_same_content_in_another_message_has_the_same_content)
{
    Door door{file("issue-parts")};
    BOOST_TEST(fault_of(door.enter(file("issue-parts"))) == "");
    BOOST_TEST(fault_of(door.enter(file("issue-parts-again"))) == "");
    BOOST_TEST_REQUIRE(door.remembered.size() == 2U);
    BOOST_TEST(door.remembered[0].content == door.remembered[1].content);
    BOOST_TEST(door.remembered[0].message != door.remembered[1].message);
}

BOOST_AUTO_TEST_CASE(what_was_used_up_is_refused_and_what_cannot_be_told_is_not_the_device_s_fault)
{
    Door door{file("issue")};
    door.memory = Error{Errc::refused, "used"};
    const auto refused = door.enter(file("issue"));
    BOOST_TEST(fault_of(refused) == "Authentication: used");
    BOOST_TEST(!refused.record.request.has_value());
    door.memory = Error{Errc::environment, "/srv/ledger.db: full"};
    const auto broken = fault_of(door.enter(file("issue")));
    BOOST_TEST(broken.starts_with("EnrollmentServer: "));
    BOOST_TEST(broken.find("/srv") == broken.npos);
}

BOOST_AUTO_TEST_CASE(where_it_is_not_configured_a_signature_is_not_taken)
{
    const auto outcome = authenticate(bytes_of(file("whole")), {}, {},
                                      {parse_time("2026-11-23T08:15:42Z").value(), "t-1"});
    BOOST_TEST(fault_of(outcome) == "Authentication: credentials of this kind are not taken here");
}

BOOST_AUTO_TEST_SUITE_END()
