#include "device/possessions.h"

#include "core/file.h"
#include "server_fixture.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <sys/stat.h>

using namespace mdm;
using namespace mdm::device;
namespace fs = std::filesystem;

namespace {

/// A directory of its own, with a device that has enrolled.
struct Fixture {
    Fixture() : session(test::plan(), test::surroundings(server))
    {
        char name[] = "/tmp/possessions_test.XXXXXX";
        BOOST_REQUIRE(::mkdtemp(name) != nullptr);
        root = name;
        BOOST_REQUIRE(session.run().has_value());
    }
    ~Fixture() { fs::remove_all(root); }
    [[nodiscard]] std::string path(const std::string& name) const { return root + "/" + name; }
    static unsigned mode(const std::string& path)
    {
        struct stat status {};
        BOOST_REQUIRE(::stat(path.c_str(), &status) == 0);
        return status.st_mode & 07777;
    }

    test::FakeServer server;
    Session session;
    std::string root;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(possessions_test, Fixture)

BOOST_AUTO_TEST_CASE(keeps_key_certificates_and_document_for_the_owner_alone)
{
    const auto directory = path("device");
    BOOST_TEST(check_directory(directory).has_value());
    BOOST_TEST(keep(*session.enrolled(), directory).has_value());
    BOOST_TEST(mode(directory) == 0700U);
    for (const char* name : {"device.key", "device.pem", "chain.pem", "provisioning.xml"})
        BOOST_TEST(mode(directory + "/" + name) == 0600U);
    const auto key = x509::parse_private_key(read_secret_file(directory + "/device.key").value());
    const auto leaf =
        x509::parse_pem_certificates(read_file(directory + "/device.pem").value()).value();
    BOOST_TEST(leaf.size() == 1U);
    BOOST_TEST(x509::matches(leaf[0], *key));
    const auto chain =
        x509::parse_pem_certificates(read_file(directory + "/chain.pem").value()).value();
    BOOST_TEST(x509::is_issued_by(leaf[0], chain.at(0)));
    BOOST_TEST(read_file(directory + "/provisioning.xml").value() == session.enrolled()->document);
}

BOOST_AUTO_TEST_CASE(uses_a_directory_that_is_there)
{
    fs::create_directory(path("device"));
    BOOST_TEST(keep(*session.enrolled(), path("device")).has_value());
    BOOST_TEST(fs::exists(path("device/device.key")));
}

BOOST_AUTO_TEST_CASE(never_replaces_what_another_device_has)
{
    fs::create_directory(path("device"));
    BOOST_REQUIRE(create_file(path("device/chain.pem"), {}).has_value());
    const auto refused = keep(*session.enrolled(), path("device"));
    BOOST_TEST((refused.error().code == Errc::refused));
    BOOST_TEST(refused.error().message ==
               path("device/chain.pem") + ": it is there already, of another device");
    BOOST_TEST(!fs::exists(path("device/device.key")));
}

BOOST_AUTO_TEST_CASE(says_beforehand_what_cannot_be_written)
{
    BOOST_REQUIRE(create_file(path("file"), {}).has_value());
    BOOST_TEST(check_directory(path("file")).error().message ==
               path("file") + ": it is not a directory");
    BOOST_TEST((check_directory(path("a/b")).error().code == Errc::environment));
    BOOST_TEST(check_directory(path("new")).has_value());
    BOOST_TEST(!fs::exists(path("new")));
}

BOOST_AUTO_TEST_CASE(keeps_answers_and_replaces_those_of_before)
{
    for (int run = 0; run < 2; ++run)
        BOOST_TEST(keep_answers(session, path("answers")).has_value());
    for (const char* name : {"discover.xml", "policies.xml", "enroll.xml"})
        BOOST_TEST(mode(path(std::string("answers/") + name)) == 0600U);
    BOOST_TEST(read_file(path("answers/policies.xml")).value() == session.answers()[1].second);
}

BOOST_AUTO_TEST_SUITE_END()
