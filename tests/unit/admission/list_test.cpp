#include "admission/list.h"

#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <unistd.h>

using namespace mdm;
using namespace mdm::admission;
using config::Matter;

namespace {

ItemList list_of(const std::vector<std::string>& items, Matter matter = Matter::users)
{
    return ItemList::load({.items = items}, matter).value();
}

struct File {
    explicit File(const std::string& content)
    {
        std::string name = (std::filesystem::temp_directory_path() / "list_test.XXXXXX").string();
        ::close(::mkstemp(name.data()));
        path = name;
        BOOST_REQUIRE(replace_file(path, bytes_of(content)).has_value());
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { std::filesystem::remove(path); }
    [[nodiscard]] ItemList load(Matter matter = Matter::users) const
    {
        return ItemList::load({.file = path}, matter).value();
    }
    std::string path;
};

} // namespace

BOOST_AUTO_TEST_SUITE(list_test)

BOOST_AUTO_TEST_CASE(case_of_ascii_letters_does_not_matter)
{
    const auto list = list_of({"Alice@Example.com", "\xC3\x84nne"});
    BOOST_TEST(list.contains("alice@EXAMPLE.com"));
    BOOST_TEST(list.contains("\xC3\x84NNE"));
    BOOST_TEST(!list.contains("\xC3\xA4nne"));
    BOOST_TEST(!list.contains("alice@example.co"));
    BOOST_TEST(!list.contains(""));
}

BOOST_AUTO_TEST_CASE(a_star_stands_for_any_text)
{
    const auto list = list_of({"*@example.com", "svc-*", "a*b*c"});
    BOOST_TEST(list.contains("bob@EXAMPLE.com"));
    BOOST_TEST(list.contains("svc-"));
    BOOST_TEST(list.contains("abc"));
    BOOST_TEST(list.contains("a--b-c-c"));
    BOOST_TEST(!list.contains("ac"));
    BOOST_TEST(!list.contains("bob@example.com.evil"));
    BOOST_TEST(list_of({"*"}).contains(""));
    BOOST_TEST(!list_of({"ab*ba"}).contains("aba"));
}

BOOST_AUTO_TEST_CASE(enrollment_data_is_compared_to_the_byte)
{
    BOOST_TEST(list_of({"Ticket"}, Matter::enrollment_data).contains("Ticket"));
    BOOST_TEST(!list_of({"Ticket"}, Matter::enrollment_data).contains("ticket"));
}

BOOST_AUTO_TEST_CASE(editions_are_compared_by_number_and_addresses_by_their_digits)
{
    BOOST_TEST(list_of({"Enterprise", "48"}, Matter::os_editions).contains("4"));
    BOOST_TEST(list_of({"enterprise", "048"}, Matter::os_editions).contains("48"));
    BOOST_TEST(!list_of({"Enterprise"}, Matter::os_editions).contains("48"));
    BOOST_TEST(list_of({"AA-BB"}, Matter::devices).contains("aa:bb"));
    const File file("# editions\nEducation\n 48\n");
    BOOST_TEST(file.load(Matter::os_editions).contains("121"));
    BOOST_TEST(file.load(Matter::os_editions).contains("48"));
}

BOOST_AUTO_TEST_CASE(a_file_has_an_item_a_line)
{
    const auto list = File("alice\r\n\n  # bob\n  Carol  \n*.guest\ndave").load();
    BOOST_TEST(list.size() == 4U);
    for (const char* user : {"ALICE", "carol", "eve.guest", "dave"})
        BOOST_TEST(list.contains(user));
    BOOST_TEST(!list.contains("bob"));
    BOOST_TEST(!list.contains("# bob"));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_an_error)
{
    const auto list = ItemList::load({.file = "/no/such/list"}, Matter::users);
    BOOST_REQUIRE(!list.has_value());
    BOOST_TEST((list.error().code == Errc::environment));
    BOOST_TEST(list.error().message.find("/no/such/list") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
