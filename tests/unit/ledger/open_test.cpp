#include "core/file.h"
#include "ledger_fixture.h"

#include <csignal>
#include <fstream>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace mdm;
using namespace mdm::ledger;
namespace fs = std::filesystem;

namespace {

unsigned mode_of(const std::string& path)
{
    struct stat status {};
    BOOST_REQUIRE_MESSAGE(::stat(path.c_str(), &status) == 0, path);
    return status.st_mode & 07777U;
}

/// What `call` fails with, as a user to whom file modes apply, which root is not; empty where it
/// does not fail.
std::string error_for_a_user(const std::function<Result<void>()>& call)
{
    constexpr uid_t nobody = 65534;
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    const pid_t pid = child([&] {
        if (::geteuid() == 0 && ::setuid(nobody) != 0)
            return 1;
        const auto result = call();
        const std::string text = message_of(result);
        return ::write(ends[1], text.data(), text.size()) < 0 ? 1 : 0;
    });
    BOOST_TEST(end_of(pid) == 0);
    ::close(ends[1]);
    std::string text(4096, '\0');
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], text.data(), 4096))));
    ::close(ends[0]);
    return text;
}

void give_to_user(const Folder& folder)
{
    if (::geteuid() != 0)
        return;
    for (const auto& file : fs::directory_iterator(folder.folder))
        BOOST_REQUIRE(::chown(file.path().c_str(), 65534, 65534) == 0);
    BOOST_REQUIRE(::chown(folder.folder.c_str(), 65534, 65534) == 0);
}

Result<void> open_and_reserve(const std::string& path)
{
    auto ledger = TRY(Ledger::open(path));
    TRY(reserve_one(ledger, reservation("new", "0F")));
    return {};
}

Result<void> read_one(const std::string& path)
{
    auto ledger = TRY(Ledger::open_to_read(path));
    const auto found = TRY(ledger.find_serial("01"));
    if (!found)
        return Error{Errc::refused, "not found"};
    return {};
}

void fill(const Folder& folder)
{
    auto ledger = folder.open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(open_test, Folder)

BOOST_AUTO_TEST_CASE(all_files_are_the_owners_alone_whatever_the_umask)
{
    for (const mode_t mask : {mode_t{0}, mode_t{0022}, mode_t{0377}}) {
        const mode_t before = ::umask(mask);
        auto ledger = Ledger::open(path);
        ::umask(before);
        BOOST_REQUIRE(ledger.has_value());
        BOOST_REQUIRE(reserve_one(*ledger, reservation("key", "01")).has_value());
        for (const auto* suffix : {"", "-wal", "-shm"})
            BOOST_TEST(mode_of(path + suffix) == 0600U);
        for (const auto& file : fs::directory_iterator(folder))
            fs::remove(file.path());
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_mode_that_a_file_has)
{
    fill(*this);
    BOOST_REQUIRE(::chmod(path.c_str(), 0640) == 0);
    fill(*this);
    BOOST_TEST(mode_of(path) == 0640U);
}

BOOST_AUTO_TEST_CASE(takes_a_path_or_a_url)
{
    BOOST_REQUIRE(Ledger::open("sqlite:" + path).has_value());
    BOOST_TEST(fs::exists(path));
    for (const auto* url : {"", "sqlite:"}) {
        const auto none = Ledger::open(url);
        BOOST_TEST(none.error().message == "the ledger has no path");
        BOOST_TEST((none.error().code == Errc::usage));
    }
}

BOOST_AUTO_TEST_CASE(no_part_of_a_url_that_may_be_a_secret_is_repeated)
{
    for (const std::string url :
         {"postgresql://user:secret@localhost/ledger", "postgres://localhost/x?password=secret",
          "postgresql://localhost/x?sslpassword=secret", "postgresql://user:secret%zz@localhost/x",
          "postgresql://localhost/x?secret", "postgresql:password=secret",
          "postgresql://localhost/x?a=b secret"}) {
        const auto none = Ledger::open(url);
        BOOST_REQUIRE_MESSAGE(!none.has_value(), url);
        BOOST_TEST((none.error().code == Errc::usage), url);
        BOOST_TEST(none.error().message.find("secret") == std::string::npos, url);
    }
}

BOOST_AUTO_TEST_CASE(the_url_says_how_long_a_server_is_waited_for)
{
    for (const std::string text : {"0", "1", "61", "-3", "5s", "%20"}) {
        const auto none = Ledger::open("postgresql://localhost/x?connect_timeout=" + text);
        BOOST_REQUIRE_MESSAGE(!none.has_value(), text);
        BOOST_TEST(none.error().message ==
                   "connect_timeout in the ledger's URL is not a number from 2 to 60");
    }
}

BOOST_AUTO_TEST_CASE(takes_any_character_in_a_path)
{
    const auto before = fs::current_path();
    fs::current_path(folder);
    for (const std::string name : {"with space", "a=b dbname=c", "q\"u'ote", "per%63ent?mode=ro#x",
                                   ":memory:", "file:x?mode=memory", "caf\xc3\xa9"}) {
        BOOST_TEST_CONTEXT(name)
        {
            auto ledger = Ledger::open(name);
            BOOST_REQUIRE_MESSAGE(ledger.has_value(), message_of(ledger));
            BOOST_TEST(reserve_one(*ledger, reservation("key", "01")).has_value());
            BOOST_TEST(fs::file_size(name) > 0U);
            BOOST_TEST(read_one(folder + "/" + name).has_value());
        }
    }
    BOOST_TEST(std::distance(fs::directory_iterator(folder), {}) == 21);
    fs::current_path(before);
}

BOOST_AUTO_TEST_CASE(makes_its_tables_in_an_empty_file)
{
    std::ofstream(path).close();
    fill(*this);
    BOOST_TEST(read_one(path).has_value());
}

BOOST_AUTO_TEST_CASE(a_new_file_is_a_ledger_without_its_log)
{
    auto ledger = open();
    fs::copy(path, folder + "/copy.db");
    BOOST_TEST(message_of(Ledger::open_to_read(folder + "/copy.db")) == "");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_a_ledger)
{
    std::ofstream(path) << std::string(4096, 'x');
    BOOST_TEST(Ledger::open(path).error().message ==
               path + ": cannot use the ledger: file is not a database");
    fs::remove(path);
    soci::session(soci::sqlite3, path) << "CREATE TABLE other (a TEXT)";
    BOOST_TEST(Ledger::open(path).error().message == path + ": a database, but not a ledger");
    BOOST_TEST(Ledger::open_to_read(path).error().message == path + ": not a ledger");
    BOOST_TEST(Ledger::open(folder).error().message ==
               folder + ": cannot use the ledger: unable to open database file");
}

BOOST_AUTO_TEST_CASE(refuses_a_ledger_of_a_newer_version)
{
    fill(*this);
    soci::session(soci::sqlite3, path) << "UPDATE ledger_version SET version = 8";
    const std::string message = path + ": written by a newer version of the tools (version 8 of "
                                       "the ledger, known is 7)";
    BOOST_TEST(Ledger::open(path).error().message == message);
    BOOST_TEST((Ledger::open(path).error().code == Errc::environment));
    BOOST_TEST(Ledger::open_to_read(path).error().message == message);
}

BOOST_AUTO_TEST_CASE(a_ledger_that_another_program_copied_is_written_as_ever)
{
    fill(*this);
    const std::string copy = folder + "/copy.db";
    soci::session(soci::sqlite3, path) << "VACUUM INTO '" << copy << "'";
    BOOST_TEST(open_and_reserve(copy).has_value());
    std::string mode;
    soci::session(soci::sqlite3, copy) << "PRAGMA journal_mode", soci::into(mode);
    BOOST_TEST(mode == "wal");
}

BOOST_AUTO_TEST_CASE(names_the_folder_that_is_not_there)
{
    const std::string missing = folder + "/none/ledger.db";
    BOOST_TEST(Ledger::open(missing).error().message ==
               missing + ": cannot create it: there is no folder " + folder +
                   "/none, make it first");
    BOOST_TEST((Ledger::open(missing).error().code == Errc::environment));
}

BOOST_AUTO_TEST_CASE(reading_makes_no_file)
{
    BOOST_TEST(Ledger::open_to_read(path).error().message ==
               path + ": there is no ledger: the first request begins it, or the path is wrong");
    BOOST_TEST(fs::is_empty(folder));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_gets_no_ledger)
{
    give_to_user(*this);
    BOOST_REQUIRE(::chmod(folder.c_str(), 0500) == 0);
    BOOST_TEST(error_for_a_user([&] { return open_and_reserve(path); }) ==
               path + ": cannot create it: Permission denied");
    BOOST_TEST(fs::is_empty(folder));
    BOOST_REQUIRE(::chmod(folder.c_str(), 0700) == 0);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_is_said_to_be_so_and_can_be_read)
{
    fill(*this);
    BOOST_REQUIRE(::chmod(path.c_str(), 0400) == 0);
    give_to_user(*this);
    BOOST_TEST(error_for_a_user([&] { return open_and_reserve(path); }) ==
               path + ": cannot write it: Permission denied");
    BOOST_TEST(error_for_a_user([&] { return read_one(path); }) == "");
    BOOST_REQUIRE(::chmod(path.c_str(), 0) == 0);
    BOOST_TEST(error_for_a_user([&] { return read_one(path); }) ==
               path + ": cannot read it: Permission denied");
}

BOOST_AUTO_TEST_CASE(makes_no_ledger_at_the_end_of_a_link)
{
    fs::create_symlink(folder + "/elsewhere.db", path);
    BOOST_TEST(Ledger::open(path).error().message ==
               path + ": cannot write it: No such file or directory");
    BOOST_TEST(!fs::exists(folder + "/elsewhere.db"));
}

BOOST_AUTO_TEST_CASE(a_ledger_in_a_folder_that_cannot_be_written_can_be_read)
{
    fill(*this);
    give_to_user(*this);
    BOOST_REQUIRE(::chmod(path.c_str(), 0400) == 0);
    BOOST_REQUIRE(::chmod(folder.c_str(), 0500) == 0);
    BOOST_TEST(error_for_a_user([&] { return read_one(path); }) == "");
    BOOST_REQUIRE(::chmod(folder.c_str(), 0700) == 0);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_file_alone_can_be_read_where_nothing_can_be_written)
{
    fill(*this);
    const std::string copy = folder + "/copy.db";
    soci::session(soci::sqlite3, path) << "VACUUM INTO '" << copy << "'";
    soci::session(soci::sqlite3, copy) << "PRAGMA journal_mode = WAL";
    BOOST_REQUIRE(::chmod(copy.c_str(), 0444) == 0);
    give_to_user(*this);
    BOOST_REQUIRE(::chmod(folder.c_str(), 0500) == 0);
    BOOST_TEST(!fs::exists(copy + "-wal"));
    BOOST_TEST(error_for_a_user([&] { return read_one(copy); }) == "");
    BOOST_REQUIRE(::chmod(folder.c_str(), 0700) == 0);
}

BOOST_AUTO_TEST_CASE(a_copy_with_its_log_tells_where_it_can_be_read)
{
    fill(*this);
    fs::remove(path + "-shm");
    give_to_user(*this);
    BOOST_REQUIRE(::chmod(folder.c_str(), 0500) == 0);
    BOOST_TEST(error_for_a_user([&] { return read_one(path); }) ==
               path + ": cannot read it: its log needs a folder that can be written; copy " + path +
                   " and " + path + "-wal to one");
    BOOST_REQUIRE(::chmod(folder.c_str(), 0700) == 0);
    BOOST_TEST(error_for_a_user([&] { return read_one(path); }) == "");
}

BOOST_AUTO_TEST_CASE(a_full_disk_changes_nothing)
{
    fill(*this);
    const auto full = [&](std::uintmax_t limit) {
        return child([&] {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit most{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &most);
            auto ledger = Ledger::open(path);
            if (!ledger)
                return 2;
            std::vector<Reservation> many;
            for (int i = 0; i < 500; ++i)
                many.push_back(reservation("k" + std::to_string(i), "S" + std::to_string(i)));
            const auto failed = ledger->reserve(many);
            if (failed || failed.error().code != Errc::environment ||
                failed.error().message.rfind(path + ": cannot use the ledger: ", 0) != 0)
                return 3;
            // It goes on with what fits.
            return ledger->find_serial("01").value() && !ledger->find_serial("S0").value() ? 0 : 4;
        });
    };
    BOOST_TEST(end_of(full(fs::file_size(path + "-wal") + 40000)) == 0);
    auto ledger = open();
    BOOST_TEST(all(ledger).size() == 1);
    BOOST_TEST(reserve_one(ledger, reservation("k0", "S0")).value().reservation.serial == "S0");
}

BOOST_AUTO_TEST_SUITE_END()
