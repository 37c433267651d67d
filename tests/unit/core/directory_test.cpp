#include "core/directory.h"

#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <sys/stat.h>

using namespace mdm;

namespace {

struct Folder {
    Folder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "directory_test.XXXXXX").string();
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

unsigned mode_of(const std::string& path)
{
    struct stat status {};
    ::stat(path.c_str(), &status);
    return status.st_mode & 0777U;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(directory_test, Folder)

BOOST_AUTO_TEST_CASE(makes_a_directory_with_its_files)
{
    const NewFile files[] = {{"a", bytes_of("one")}, {"b", bytes_of("two"), 0600}};
    BOOST_TEST(create_directory(file("new/"), files, 0700).has_value());
    BOOST_TEST(read_file(file("new/a")).value() == "one");
    BOOST_TEST(read_file(file("new/b")).value() == "two");
    BOOST_TEST(mode_of(file("new")) == 0700U);
    BOOST_TEST(mode_of(file("new/a")) == 0644U);
    BOOST_TEST(mode_of(file("new/b")) == 0600U);
    BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_CASE(never_over_what_is_there)
{
    std::filesystem::create_directory(file("empty"));
    std::filesystem::create_symlink("nowhere", file("link"));
    for (const auto* const name : {"empty", "empty/", "link"}) {
        const auto refused = create_directory(file(name), {});
        BOOST_TEST((refused.error().code == Errc::refused));
        BOOST_TEST(refused.error().message ==
                   file(name) + ": it is there already; a new directory was expected");
    }
    BOOST_TEST(require_absent(file("other")).has_value());
    BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(leaves_nothing_when_it_fails)
{
    const NewFile files[] = {{"a", bytes_of("one")}, {"no/b", bytes_of("two")}};
    const auto failed = create_directory(file("new"), files);
    BOOST_TEST((failed.error().code == Errc::environment));
    BOOST_TEST(failed.error().message == file("new/no/b") +
                                             ": cannot create it: there is no folder " +
                                             file("new/no") + ", make it first");
    BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
