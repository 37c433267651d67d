#include "enrollment/provision.h"

#include "core/base64.h"
#include "core/file.h"
#include "core/text.h"
#include "provisioning/check.h"
#include "x509/certificate.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace mdm;
using namespace mdm::enrollment;

namespace {

Bytes der(const std::string& name)
{
    const auto pem = read_file(std::string(MDM_VECTORS) + "/provisioning/" + name + ".pem").value();
    return x509::parse_pem_certificates(pem).value().front().der;
}

config::Settings settings(const std::string& more = "")
{
    return config::parse("[provisioning]\nprovider_id = 'Example'\n"
                         "address = 'https://mdm.example.test/dm'\n" +
                             more,
                         "")
        .value();
}

record::Record record_of(const std::string& enrollment_type)
{
    record::Record record;
    record.kind = record::Kind::issue;
    record.trace_id = "trace-1";
    record.message_id = "urn:uuid:1";
    record.identity = record::Identity{.method = "onpremise", .user = "anna@example.test"};
    record.device = {
        {"DeviceID", {"D-1"}}, {"DeviceName", {"PC-7"}}, {"EnrollmentType", {enrollment_type}}};
    record.issued = record::Issued{
        .serial = "01", .certificate = der("device"), .chain = {der("issuing"), der("root")}};
    return record;
}

/// Counts up, so that no two values are the same.
RandomBytes counting()
{
    return [next = 0](std::span<unsigned char> bytes) mutable {
        for (unsigned char& byte : bytes)
            byte = static_cast<unsigned char>(next++);
    };
}

std::string document_of(const config::Settings& settings, const record::Record& record)
{
    const auto service = Provisioner::load(settings).value();
    return service.document_for(record, counting()).value();
}

provisioning::Provisioned taken(const std::string& document)
{
    return provisioning::check(bytes_of(document), {}).value();
}

std::string value_at(const provisioning::Provisioned& taken, std::string_view path)
{
    const auto node = std::find_if(taken.dmclient.begin(), taken.dmclient.end(),
                                   [&](const auto& candidate) { return candidate.first == path; });
    return node == taken.dmclient.end() ? "(absent)" : node->second;
}

std::string complaint(const std::string& more)
{
    return Provisioner::load(settings(more)).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(provision_test)

BOOST_AUTO_TEST_CASE(the_document_is_about_this_device)
{
    const auto device = taken(document_of(settings(), record_of("Full")));
    BOOST_TEST((device.certificates.leaf == der("device")));
    BOOST_TEST((device.certificates.intermediates == std::vector<Bytes>{der("issuing")}));
    BOOST_TEST((device.certificates.root == der("root")));
    BOOST_TEST(device.name == "Example");
    BOOST_TEST(device.account_name == "D-1");
    BOOST_TEST(value_at(device, "UPN") == "anna@example.test");
    BOOST_TEST(value_at(device, "EntDMID") == "D-1");
    BOOST_TEST(value_at(device, "EntDeviceName") == "PC-7");
    BOOST_TEST(!device.renew.has_value());
}

BOOST_AUTO_TEST_CASE(the_store_follows_the_type_of_enrollment)
{
    using provisioning::Store;
    const auto store = [](const std::string& more, const std::string& type) {
        return taken(document_of(settings(more), record_of(type))).store;
    };
    BOOST_TEST((store("", "Full") == Store::user));
    BOOST_TEST((store("", "Device") == Store::system));
    BOOST_TEST((store("", "") == Store::user));
    BOOST_TEST((store("store = 'user'\n", "Device") == Store::user));
    BOOST_TEST((store("store = 'system'\n", "Full") == Store::system));
}

BOOST_AUTO_TEST_CASE(a_device_id_that_is_no_name_gives_way_to_the_key)
{
    auto record = record_of("Full");
    for (const std::string& id :
         {std::string(), std::string(65, 'a'), std::string(" a"), std::string("a\nb")}) {
        record.device[0].second = {id};
        BOOST_TEST(value_at(taken(document_of(settings(), record)), "EntDMID").size() == 32U);
    }
}

// What a service needs that renews.
const std::string served = "[service]\nclient_certificates = true\n"
                           "[authority]\ncertificate = 'a.pem'\n[ledger]\nurl = 'a.db'\n";

BOOST_AUTO_TEST_CASE(renewal_is_not_announced_where_it_is_not_served)
{
    const auto service = Provisioner::load(settings("[renewal]\n"));
    BOOST_TEST((service.error().code == Errc::environment));
    BOOST_TEST(service.error().message.starts_with("[renewal] announces what this service cannot"));
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_renewal_is_the_small_document)
{
    auto record = record_of("Device");
    record.kind = record::Kind::renew;
    record.renews = record::Renews{"02", der("device")};
    const auto small = document_of(settings(), record);
    BOOST_TEST(small.find("DMClient") == std::string::npos);
    BOOST_TEST(small.find("\"Root\"") == std::string::npos); // the device has it
    BOOST_TEST(small.find("\"System\"") != std::string::npos);
    record.renews->certificate = der("root"); // of another authority
    BOOST_TEST(document_of(settings(), record).find("\"Root\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(renewal_is_announced_where_it_is_configured)
{
    const auto device =
        taken(document_of(settings(served + "[renewal]\nperiod_days = 60\n"), record_of("Full")));
    BOOST_REQUIRE(device.renew.has_value());
    BOOST_TEST(device.renew->period.count() == 60);
    BOOST_TEST(device.renew->retry_interval.count() == 7);
}

BOOST_AUTO_TEST_CASE(nothing_random_is_used_twice)
{
    const auto document = document_of(settings(), record_of("Full"));
    Bytes bytes(16);
    int next = 0;
    const auto count = [&] {
        std::ranges::generate(bytes, [&] { return static_cast<unsigned char>(next++); });
    };
    for (int password = 0; password < 2; ++password) {
        count();
        BOOST_TEST(document.find("AAUTHSECRET\" value=\"" + to_lower(to_hex(bytes))) !=
                   std::string::npos);
    }
    for (int nonce = 0; nonce < 2; ++nonce) {
        count();
        BOOST_TEST(document.find("AAUTHDATA\" value=\"" + encode_base64(bytes)) !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(derived_passwords_depend_on_all_that_they_are_for)
{
    const Secret key("0123456789abcdef");
    const auto password = [&](std::string_view provider, AccountRole role, std::string_view user,
                              std::string_view device) {
        return account_password(key, provider, role, user, device).reveal();
    };
    // printf 'P\nAPPSRV\nu\nd' | openssl dgst -sha256 -hmac 0123456789abcdef
    BOOST_TEST(password("P", AccountRole::device, "u", "d") == "9b8abee67b377ed08395df8a7d30d33c");
    BOOST_TEST(password("P", AccountRole::server, "u", "d") != "9b8abee67b377ed08395df8a7d30d33c");
    BOOST_TEST(password("Q", AccountRole::device, "u", "d") != "9b8abee67b377ed08395df8a7d30d33c");
    BOOST_TEST(password("P", AccountRole::device, "v", "d") != "9b8abee67b377ed08395df8a7d30d33c");
    BOOST_TEST(password("P", AccountRole::device, "u", "e") != "9b8abee67b377ed08395df8a7d30d33c");
}

BOOST_AUTO_TEST_CASE(the_answer_carries_the_document)
{
    const auto service = Provisioner::load(settings()).value();
    const auto record = record_of("Full");
    const Time now = parse_time("2026-11-23T08:00:00Z").value();
    const auto reply = service.respond(record, now, counting()).value();
    const auto expected = service.document_for(record, counting()).value();
    BOOST_TEST(reply.find(encode_base64(bytes_of(expected))) != std::string::npos);
    BOOST_TEST(reply.find("<a:RelatesTo>urn:uuid:1</a:RelatesTo>") != std::string::npos);
    BOOST_TEST(reply.find("trace-1") != std::string::npos);
    BOOST_TEST(xml::parse(bytes_of(reply)).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_record_that_was_not_signed)
{
    const auto service = Provisioner::load(settings()).value();
    auto record = record_of("Full");
    record.issued.reset();
    const auto unsigned_record = service.document_for(record, counting());
    BOOST_TEST((unsigned_record.error().fault.subcode == fault::Subcode::internal_service_fault));
    BOOST_TEST(unsigned_record.error().log ==
               "the record has no certificate: did wstep-sign(1) see it? [mdm-record(5)]");
    BOOST_TEST(unsigned_record.error().fault.reason ==
               "The server could not do this just now: try again later, or tell your administrator "
               "the trace id.");
    record = record_of("Full");
    record.identity.reset();
    BOOST_TEST(service.document_for(record, counting()).error().log ==
               "the record has no identity [mdm-record(5)]");
}

BOOST_AUTO_TEST_CASE(refuses_a_chain_that_no_document_holds)
{
    auto record = record_of("Full");
    record.issued->chain = {der("other")};
    const auto refused = Provisioner::load(settings()).value().document_for(record, counting());
    BOOST_TEST((refused.error().fault.subcode == fault::Subcode::enrollment_server));
    BOOST_TEST(refused.error().log == "none of the chain issued the certificate [RFC 5280 6.1]");
}

BOOST_AUTO_TEST_CASE(settings_are_checked_before_the_first_record)
{
    BOOST_TEST(complaint("[provisioning.application]\nINIT = true\n") ==
               "[provisioning.application]: INIT cannot be set here: a device that finds it fails "
               "the enrollment");
    BOOST_TEST(complaint("[provisioning.dmclient]\nUPN = '{mail}'\n") ==
               "[provisioning.dmclient]: UPN: '{mail}' is none of {user} {device} {device_id} "
               "{device_name} {trace_id}");
    BOOST_TEST(complaint("[provisioning.enterprise]\nid = '1'\n[provisioning.enterprise.nodes]\n"
                         "Status = 0\n") ==
               "[provisioning.enterprise.nodes]: Status cannot be set here: only the device writes "
               "it");
    BOOST_TEST(complaint("account_secret_file = '/nonexistent/secret'\n") ==
               "/nonexistent/secret: cannot read it: No such file or directory");
    BOOST_TEST(Provisioner::load(config::parse("", "").value()).error().message ==
               "[provisioning] provider_id is not configured");
}

BOOST_AUTO_TEST_SUITE_END()
