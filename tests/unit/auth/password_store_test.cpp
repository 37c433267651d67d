#include "auth/password_store.h"

#include "auth/password_hash.h"
#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

struct Folder {
    Folder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "password_store_test.XXXXXX").string();
        path = ::mkdtemp(name.data());
        users = path + "/users";
        hash = hash_password(Secret("x"), HashMethod::sha512, 1000, Bytes(16, 'x')).value();
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Result<void> add(const std::string& user)
    {
        return update_password_file(users,
                                    [&](PasswordFile& file) { return file.set(user, hash); });
    }
    [[nodiscard]] mode_t mode() const
    {
        struct stat status {};
        ::stat(users.c_str(), &status);
        return status.st_mode & 07777U;
    }
    std::string path;
    std::string users;
    std::string hash;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(password_store_test, Folder)

BOOST_AUTO_TEST_CASE(makes_the_file_for_its_owner_alone)
{
    BOOST_TEST(add("alice").has_value());
    BOOST_TEST(mode() == 0600U);
    BOOST_TEST(read_file(users).value() == "alice:" + hash + "\n");
    BOOST_TEST(load_password_file(users).value().contains("alice"));
}

BOOST_AUTO_TEST_CASE(refuses_a_file_that_is_open_to_others)
{
    BOOST_TEST(add("alice").has_value());
    ::chmod(users.c_str(), 0640);
    const std::string expected =
        users + ": others than its owner may use this secret; chmod 600 it";
    BOOST_TEST(load_password_file(users).error().message == expected);
    BOOST_TEST(add("bob").error().message == expected);
}

BOOST_AUTO_TEST_CASE(a_failed_change_writes_nothing)
{
    const auto missing =
        update_password_file(users, [](PasswordFile& file) { return file.remove("alice"); });
    BOOST_TEST(missing.error().message == users + ": there is no user 'alice'");
    BOOST_TEST(std::filesystem::is_empty(path));
}

BOOST_AUTO_TEST_CASE(names_the_file_and_the_line)
{
    BOOST_TEST(replace_file(users, bytes_of("alice\n"), 0600).has_value());
    BOOST_TEST(load_password_file(users).error().message ==
               users + ": line 1: expected USER:HASH, found no colon");
    BOOST_TEST(load_password_file(path + "/none").error().message ==
               path + "/none: cannot read it: No such file or directory; mdm-passwd add makes it");
    const auto lost =
        update_password_file(path + "/none/users", [](PasswordFile&) { return Result<void>{}; });
    BOOST_TEST(lost.error().message == path + "/none/users: cannot write it: there is no folder " +
                                           path + "/none, make it first");
}

BOOST_AUTO_TEST_CASE(follows_a_link_and_leaves_it_a_link)
{
    std::filesystem::create_directory(path + "/real");
    BOOST_TEST(replace_file(path + "/real/users", bytes_of(""), 0600).has_value());
    std::filesystem::create_symlink("real/users", users);
    BOOST_TEST(add("alice").has_value());
    BOOST_TEST(std::filesystem::is_symlink(users));
    BOOST_TEST(read_file(path + "/real/users").value() == "alice:" + hash + "\n");
}

BOOST_AUTO_TEST_CASE(the_owner_stays)
{
    if (::geteuid() != 0)
        return;
    BOOST_TEST(add("alice").has_value());
    BOOST_REQUIRE(::chown(users.c_str(), 65534, 65534) == 0);
    BOOST_TEST(add("bob").has_value());
    struct stat status {};
    ::stat(users.c_str(), &status);
    BOOST_TEST(status.st_uid == 65534U);
    BOOST_TEST(status.st_gid == 65534U);
    BOOST_TEST(mode() == 0600U);
}

BOOST_AUTO_TEST_CASE(processes_at_the_same_time_lose_nothing)
{
    constexpr int processes = 8;
    constexpr int users_each = 5;
    for (int i = 0; i < processes; ++i) {
        if (::fork() != 0)
            continue;
        bool good = true;
        for (int j = 0; j < users_each; ++j)
            good = good && add(std::to_string(i) + "-" + std::to_string(j));
        ::_exit(good ? 0 : 1);
    }
    for (int i = 0; i < processes; ++i) {
        int status = -1;
        ::wait(&status);
        BOOST_TEST(status == 0);
    }
    BOOST_TEST(load_password_file(users).value().users().size() ==
               std::size_t{processes * users_each});
}

BOOST_AUTO_TEST_SUITE_END()
