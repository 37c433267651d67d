#include "web/throttle.h"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mdm;
using namespace mdm::web;
using namespace std::chrono_literals;

namespace {

const Time now = parse_time("2026-11-24T08:00:00Z").value();

struct ThrottleFile {
    ~ThrottleFile() { ::unlink(path.c_str()); }
    [[nodiscard]] Throttle open() const
    {
        return Throttle::open(path, Secret(std::string(32, 'k'))).value();
    }
    std::string path = "/tmp/throttle_test_" + std::to_string(::getpid());
};

std::vector<Counted> named(const std::string& name, unsigned attempts = 5)
{
    return {{name, attempts, 15min}};
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(throttle_test, ThrottleFile)

BOOST_AUTO_TEST_CASE(so_many_attempts_and_then_one_at_a_time)
{
    auto throttle = open();
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(throttle.take(named("a"), now)->count() == 0);
    BOOST_TEST(throttle.take(named("a"), now)->count() == 180);
    BOOST_TEST(throttle.take(named("a"), now + 2min)->count() == 60);
    BOOST_TEST(throttle.take(named("a"), now + 3min)->count() == 0);
    BOOST_TEST(throttle.take(named("a"), now + 3min)->count() == 180);
    BOOST_TEST(throttle.take(named("b"), now)->count() == 0);
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(throttle.take(named("a"), now + 20min)->count() == 0);
}

BOOST_AUTO_TEST_CASE(an_attempt_can_be_given_back)
{
    auto throttle = open();
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(throttle.take(named("a"), now)->count() == 0);
        BOOST_TEST(throttle.give_back(named("a"), now).has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_name_without_an_attempt_left_uses_up_none_of_the_others)
{
    auto throttle = open();
    const std::vector<Counted> both{{"user", 1, 15min}, {"address", 3, 15min}};
    BOOST_TEST(throttle.take(both, now)->count() == 0);
    for (int i = 0; i < 9; ++i)
        BOOST_TEST(throttle.take(both, now)->count() == 900);
    BOOST_TEST(throttle.take(named("address", 3), now)->count() == 0);
}

BOOST_AUTO_TEST_CASE(processes_share_the_file_and_it_outlives_them)
{
    for (int i = 0; i < 4; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto throttle = open();
            for (int j = 0; j < 10; ++j)
                (void)throttle.take(named("a", 50), now).has_value();
            ::_exit(0);
        }
    }
    while (::wait(nullptr) > 0) {
    }
    auto throttle = open();
    for (int i = 0; i < 10; ++i)
        BOOST_TEST(throttle.take(named("a", 50), now)->count() == 0);
    BOOST_TEST(throttle.take(named("a", 50), now)->count() > 0);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_locks_nobody_out_for_long)
{
    auto throttle = open();
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(throttle.take(named("a"), now + 24h * 365)->count() == 0);
    BOOST_TEST(throttle.take(named("a"), now)->count() == 180);
}

BOOST_AUTO_TEST_CASE(the_file_has_an_end)
{
    auto throttle = open();
    for (int i = 0; i < 20000; ++i)
        BOOST_REQUIRE(throttle.take(named("name " + std::to_string(i)), now).has_value());
    struct stat status {};
    BOOST_TEST(::stat(path.c_str(), &status) == 0);
    BOOST_TEST(status.st_size <= 8192 * 8 * 24);
    BOOST_TEST((status.st_mode & 0777U) == 0600U);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_used_lets_nobody_in)
{
    BOOST_TEST(Throttle::open("/nowhere/at/all", Secret()).error().message ==
               "/nowhere/at/all: cannot open it: No such file or directory");
    BOOST_TEST(!Throttle::open("/dev/null", Secret()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
