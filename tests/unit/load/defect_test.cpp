#include "load/defect.h"

#include "core/base64.h"
#include "device/certificate_request.h"
#include "device/requests.h"
#include "random_fixture.h"
#include "x509/key.h"
#include "x509/request.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include <openssl/evp.h>

using namespace mdm;
using namespace mdm::load;

namespace {

const Defect& defect(std::string_view word)
{
    return *defect_from(word, onprem).value();
}

std::string request_for_a_certificate()
{
    const auto drawn = device::draw_device(device::counting_random());
    const auto key = x509::make_key(x509::KeyType::p256).value();
    const auto csr = device::make_certificate_request(key, device::request_content(drawn)).value();
    return device::issue_request(device::UsernameToken{"ann", Secret("pass word")}, csr,
                                 device::context_items(drawn, device::EnrollmentType::full),
                                 {"urn:uuid:1", "https://mdm.example.com/e"});
}

/// What a server gets in place of a message.
std::string sent(const std::string& message, std::string_view word)
{
    std::string got;
    const auto transport = spoiled(
        [&](const device::HttpRequest& request)
            -> Result<device::HttpAnswer, device::TransportFailure> {
            got = request.body.value_or("");
            return device::HttpAnswer{};
        },
        defect(word));
    BOOST_REQUIRE(transport({.url = "https://mdm.example.com/e", .body = message}));
    return got;
}

/// The certificate request in a message.
Result<x509::Request> request_in(const std::string& message)
{
    const auto from = message.rfind("base64binary\">") + 14;
    const auto der =
        decode_base64(std::string_view(message).substr(from, message.find('<', from) - from));
    return x509::parse_request(der.value(), {});
}

} // namespace

BOOST_AUTO_TEST_SUITE(defect_test)

BOOST_AUTO_TEST_CASE(each_has_a_word_of_its_own_and_does_something)
{
    std::set<std::string_view> words;
    for (const Defect& known : defects()) {
        BOOST_TEST(words.insert(known.word).second);
        BOOST_TEST((known.change != nullptr || known.spoil != nullptr));
        BOOST_TEST(known.policies != 0U);
    }
}

BOOST_AUTO_TEST_CASE(a_word_that_does_not_fit_is_told_which_do)
{
    BOOST_TEST(defect_from("password", certificate).error().message ==
               "'password' is none of message-signature, no-security, truncated, weak-key");
    BOOST_TEST(!defect_from("", onprem));
}

BOOST_AUTO_TEST_CASE(other_messages_stay_as_they_are)
{
    const std::string other = device::discover_request({}, {.email = "ann"}, {"urn:uuid:1", "u"});
    for (const Defect& known : defects())
        if ((known.policies & onprem) != 0)
            BOOST_TEST(sent(other, known.word) == other);
}

BOOST_AUTO_TEST_CASE(the_request_for_a_certificate_is_spoiled)
{
    const std::string good = request_for_a_certificate();
    BOOST_REQUIRE(request_in(good));
    BOOST_TEST(!xml::parse(bytes_of(sent(good, "truncated"))));
    const auto bare = sent(good, "no-security");
    BOOST_TEST(xml::parse(bytes_of(bare)).has_value());
    BOOST_TEST(bare.find("Security>") == std::string::npos);
    BOOST_TEST(bare.find("pass word") == std::string::npos);
    BOOST_TEST(sent(good, "action").find("RST/wstep") == std::string::npos);
    BOOST_TEST((request_in(sent(good, "request")).error().code == Errc::malformed));
    BOOST_TEST((request_in(sent(good, "request-signature")).error().code == Errc::refused));
    BOOST_TEST(xml::parse(bytes_of(sent(good, "request-signature"))).has_value());
}

BOOST_AUTO_TEST_CASE(a_faulty_device_is_another)
{
    device::Plan plan{.device = device::draw_device(device::counting_random())};
    plan.password = Secret("pass word");
    plan.user = "ann";
    BOOST_REQUIRE(defect("password").change(plan));
    BOOST_TEST(plan.password.reveal() != "pass word");
    BOOST_REQUIRE(defect("user").change(plan));
    BOOST_TEST(plan.user != "ann");
    BOOST_REQUIRE(defect("weak-key").change(plan));
    BOOST_TEST(EVP_PKEY_get_bits(plan.key.get()) == 1024);
}

BOOST_AUTO_TEST_SUITE_END()
