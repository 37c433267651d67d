#include "service/request_files.h"

#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include <unistd.h>

using namespace mdm;

namespace {

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "requests.XXXXXX").string();
        path = ::mkdtemp(name.data());
        for (const char* file : {"a", "b", ".hidden"})
            BOOST_REQUIRE(replace_file(path + "/" + file, {}).has_value());
        std::filesystem::create_directory(path + "/inside");
        BOOST_REQUIRE(replace_file(path + "/inside/c", {}).has_value());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(request_files_test, Folder)

BOOST_AUTO_TEST_CASE(walks_files_and_the_files_of_directories)
{
    service::RequestFiles files({path + "/inside/c", path, path + "/none"});
    BOOST_TEST(files.next()->value() == path + "/inside/c");
    std::set<std::string> found;
    for (int i = 0; i < 2; ++i)
        found.insert(files.next()->value());
    BOOST_TEST((found == std::set<std::string>{path + "/a", path + "/b"}));
    // Whether there is such a file is for whoever reads it to find out.
    BOOST_TEST(files.next()->value() == path + "/none");
    BOOST_TEST(!files.next());
    BOOST_TEST(!files.next());
}

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_is_not_passed_over_in_silence)
{
    std::filesystem::create_symlink(path + "/gone", path + "/inside/link");
    std::filesystem::create_symlink(path, path + "/inside/directory");
    service::RequestFiles files({path + "/inside"});
    std::set<std::string> found;
    for (int i = 0; i < 2; ++i)
        found.insert(files.next()->value());
    BOOST_TEST((found == std::set<std::string>{path + "/inside/c", path + "/inside/link"}));
    BOOST_TEST(!files.next());
}

BOOST_AUTO_TEST_CASE(counts_what_it_would_walk)
{
    BOOST_TEST(service::count_of(service::RequestFiles({path, path + "/a"})) == 3U);
    BOOST_TEST(service::count_of(service::RequestFiles({})) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
