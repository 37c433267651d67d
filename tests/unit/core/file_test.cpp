#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

using namespace mdm;

namespace {

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "file_test.XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] std::string file(const std::string& name) const { return path + "/" + name; }
    [[nodiscard]] std::ptrdiff_t count() const
    {
        return std::distance(std::filesystem::directory_iterator(path), {});
    }
    std::string path;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(file_test, Folder)

BOOST_AUTO_TEST_CASE(replaces_a_file_and_leaves_nothing_beside_it)
{
    BOOST_TEST(replace_file(file("a"), bytes_of("one")).has_value());
    BOOST_TEST(replace_file(file("a"), bytes_of("two"), 0600).has_value());
    BOOST_TEST(read_file(file("a")).value() == "two");
    struct stat status {};
    ::stat(file("a").c_str(), &status);
    BOOST_TEST((status.st_mode & 0777U) == 0600U);
    BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(creates_a_file_but_never_over_another)
{
    BOOST_TEST(create_file(file("a"), bytes_of("one")).has_value());
    const auto again = create_file(file("a"), bytes_of("two"));
    BOOST_TEST(again.error().message == file("a") + ": there is such a file already");
    BOOST_TEST(read_file(file("a")).value() == "one");
    BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(places_a_file_but_never_over_another)
{
    BOOST_TEST(place_file(file("a"), bytes_of("one")).has_value());
    const auto again = place_file(file("a"), bytes_of("two"));
    BOOST_TEST(again.error().message == file("a") + ": there is such a file already");
    BOOST_TEST((again.error().code == Errc::refused));
    BOOST_TEST(read_file(file("a")).value() == "one");
    BOOST_TEST(count() == 1);
    BOOST_TEST((place_file(file("no/a"), bytes_of("one")).error().code == Errc::environment));
}

BOOST_AUTO_TEST_CASE(refuses_a_file_over_the_limit)
{
    BOOST_TEST(replace_file(file("a"), bytes_of("12345")).has_value());
    BOOST_TEST(read_file(file("a"), 5).value() == "12345");
    BOOST_TEST(read_file(file("a"), 4).error().message ==
               file("a") + ": larger than the limit of 4 bytes");
}

BOOST_AUTO_TEST_CASE(a_secret_of_another_user_says_whose_it_is)
{
    if (::geteuid() != 0)
        return; // root alone can give a file away, and then stop to be root
    BOOST_TEST(replace_file(file("key"), bytes_of("x"), 0600).has_value());
    ::chmod(path.c_str(), 0755);
    BOOST_REQUIRE(::seteuid(65534) == 0);
    const auto secret = read_secret_file(file("key"));
    const auto missing = read_secret_file(file("none"));
    BOOST_REQUIRE(::seteuid(0) == 0);
    BOOST_TEST(secret.error().message ==
               file("key") + ": belongs to user 0, and this runs as user 65534, who may not read "
                             "it; chown 65534 it, or run this as its owner");
    BOOST_TEST(missing.error().message ==
               file("none") + ": cannot read it: No such file or directory");
}

BOOST_AUTO_TEST_CASE(refuses_a_secret_that_others_may_read)
{
    BOOST_TEST(replace_file(file("key"), bytes_of("x"), 0640).has_value());
    const auto secret = read_secret_file(file("key"));
    BOOST_TEST(secret.error().message ==
               file("key") + ": others than its owner may use this secret; chmod 600 it");
    BOOST_TEST(replace_file(file("key"), bytes_of("x"), 0600).has_value());
    BOOST_TEST(read_secret_file(file("key")).value().reveal() == "x");
}

BOOST_AUTO_TEST_CASE(names_the_file_that_is_not_there)
{
    BOOST_TEST(read_file(file("none")).error().message ==
               file("none") + ": cannot read it: No such file or directory");
}

BOOST_AUTO_TEST_CASE(names_the_folder_that_a_new_file_lacks)
{
    const std::string why = ": there is no folder " + file("none") + ", make it first";
    BOOST_TEST(replace_file(file("none/x"), bytes_of("x")).error().message ==
               file("none/x") + ": cannot create it" + why);
    BOOST_TEST(lock_directory_of(file("none/x")).error().message ==
               file("none/x") + ": cannot write it" + why);
}

BOOST_AUTO_TEST_SUITE_END()
