#include "load/run.h"

#include "answers_fixture.h"
#include "cli/random.h"
#include "server_fixture.h"
#include "soap/action.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include <stdlib.h>

using namespace mdm;
using namespace mdm::load;
using device::test::FakeServer;

namespace {

/// What is refused here, as answers_fixture has it.
constexpr Defect refused_here{"here", "Authorization", onprem, nullptr, nullptr};
constexpr Defect refused_elsewhere{"elsewhere", "MessageFormat", onprem, nullptr, nullptr};

/// A run against a server of its own for each device.
struct World {
    std::function<void(std::size_t number, std::string_view what, device::HttpAnswer& answer)>
        spoil;
    std::function<bool()> interrupted = [] { return false; };
    std::function<Result<void>(std::size_t number)> supply;
    bool silent = false; ///< servers wait until nobody waits for them any longer
    std::mutex mutex;
    std::set<std::string> devices;
    Summary summary;

    Result<void> play(const Run& what, const std::string& seed = "a")
    {
        const Source source{
            .plan = [&](const Entry& entry,
                        const device::Random& random) { return plan(entry, random); },
            .renewal_key = [](const Entry&) { return ossl::Key(); },
            .surroundings = [&](const device::Plan& plan, const device::Random& random,
                                const GiveUp& give_up) { return world(plan, random, give_up); }};
        const auto randoms = [&](const std::string& purpose) {
            return cli::random_from_seed(seed + purpose);
        };
        return run(what, source, randoms, {.interrupted = interrupted, .look = {}}, summary);
    }

private:
    Result<device::Plan> plan(const Entry& entry, const device::Random& random)
    {
        if (supply)
            TRY(supply(entry.number));
        auto plan = device::test::plan();
        plan.device = device::draw_device(random);
        plan.user = std::to_string(entry.number);
        const std::scoped_lock lock(mutex);
        devices.insert(plan.device.id);
        return plan;
    }

    Result<device::Surroundings> world(const device::Plan& plan, const device::Random& random,
                                       const GiveUp& give_up)
    {
        const auto server = std::make_shared<FakeServer>();
        const auto number = std::stoul(plan.user);
        if (spoil)
            server->spoil = [this, number](std::string_view what, device::HttpAnswer& answer) {
                spoil(number, what, answer);
            };
        auto surroundings = device::test::surroundings(*server);
        surroundings.random = random;
        surroundings.transport = [server, give_up, silent = silent,
                                  send = surroundings.transport](const device::HttpRequest& request)
            -> Result<device::HttpAnswer, device::TransportFailure> {
            while (silent && !give_up())
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            if (give_up())
                return device::TransportFailure{{Errc::environment, "not waited for"}};
            return send(request);
        };
        return surroundings;
    }
};

void refuse(std::string_view what, device::HttpAnswer& answer)
{
    if (what == "enroll")
        answer = device::test::answer(
            device::test::envelope(soap::action::request_security_token_response, "urn:uuid:1",
                                   device::test::fault_body()),
            500);
}

} // namespace

BOOST_AUTO_TEST_SUITE(run_test)

BOOST_AUTO_TEST_CASE(plays_every_device_once)
{
    World world;
    BOOST_REQUIRE(world.play({.crowd = {.count = 20}, .parallel = 4}));
    BOOST_TEST(world.devices.size() == 20U);
    BOOST_TEST(world.summary.count == 20U);
    BOOST_TEST(world.summary.tally.count(Outcome::enrolled) == 20U);
    BOOST_TEST(world.summary.tally.certificates() == 20U);
    BOOST_TEST(world.summary.tally.times()[6].count() == 20U);
    BOOST_TEST(world.summary.good());
}

BOOST_AUTO_TEST_CASE(the_same_seed_plays_the_same_devices_however_many_at_once)
{
    World one;
    World other;
    World third;
    BOOST_REQUIRE(one.play({.crowd = {.count = 10}, .parallel = 1}));
    BOOST_REQUIRE(other.play({.crowd = {.count = 10}, .parallel = 8}));
    BOOST_REQUIRE(third.play({.crowd = {.count = 10}, .parallel = 8}, "b"));
    BOOST_TEST((one.devices == other.devices));
    BOOST_TEST((one.devices != third.devices));
}

BOOST_AUTO_TEST_CASE(a_faulty_device_is_to_be_refused_for_its_fault)
{
    const auto outcome = [](const Defect& defect, bool refused) {
        World world;
        if (refused)
            world.spoil = [](std::size_t, std::string_view what, device::HttpAnswer& answer) {
                refuse(what, answer);
            };
        BOOST_REQUIRE(
            world.play({.crowd = {.count = 1, .faulty = {.value = 1}, .defects = {&defect}}}));
        return std::string(world.summary.tally.groups().at(0).first.step) + " " +
               std::string(word_of(world.summary.tally.groups().at(0).first.outcome));
    };
    BOOST_TEST(outcome(refused_here, true) == "enroll refused_as_expected");
    BOOST_TEST(outcome(refused_elsewhere, true) == "enroll refused_otherwise");
    BOOST_TEST(outcome(refused_here, false) == "enroll not_refused");
}

BOOST_AUTO_TEST_CASE(each_way_to_fail_is_told_apart)
{
    World world;
    world.spoil = [](std::size_t number, std::string_view what, device::HttpAnswer& answer) {
        if (number == 1)
            refuse(what, answer);
        if (number == 2 && what == "discover")
            answer.content_type = "text/html";
    };
    BOOST_REQUIRE(world.play({.crowd = {.count = 3}, .parallel = 2}));
    const Tally& tally = world.summary.tally;
    BOOST_TEST(tally.count(Outcome::refused) == 1U);
    BOOST_TEST(tally.count(Outcome::broken) == 1U);
    BOOST_TEST(tally.count(Outcome::enrolled) == 1U);
    for (const Group& group : tally.groups())
        if (group.first.outcome == Outcome::refused) {
            BOOST_TEST(group.first.subcode == "Authorization");
            BOOST_TEST(group.first.trace_id == "trace-7");
        }
    BOOST_TEST(!world.summary.good());
}

BOOST_AUTO_TEST_CASE(an_interruption_begins_no_more_and_is_told)
{
    World world;
    std::atomic<bool> stop = false;
    world.supply = [&](std::size_t number) -> Result<void> {
        stop = number >= 4;
        std::this_thread::sleep_for(std::chrono::milliseconds(number >= 4 ? 300 : 0));
        return {};
    };
    world.interrupted = [&] { return stop.load(); };
    BOOST_REQUIRE(world.play({.crowd = {.count = 1000}, .parallel = 2}));
    BOOST_TEST(world.summary.interrupted);
    BOOST_TEST(world.summary.tally.devices() < 1000U);
    BOOST_TEST(world.summary.tally.count(Outcome::cut_off) == 0U);
    BOOST_TEST(!world.summary.good());
}

BOOST_AUTO_TEST_CASE(after_the_time_of_grace_those_under_way_are_cut_off)
{
    World world;
    world.silent = true;
    std::atomic<int> begun = 0;
    world.supply = [&](std::size_t) -> Result<void> {
        ++begun;
        return {};
    };
    world.interrupted = [&] { return begun == 2; };
    Run what{.crowd = {.count = 2}, .parallel = 2};
    what.grace = std::chrono::milliseconds(0);
    BOOST_REQUIRE(world.play(what));
    BOOST_TEST(world.summary.tally.count(Outcome::cut_off) == 2U);
}

BOOST_AUTO_TEST_CASE(trouble_on_this_side_ends_the_run)
{
    World world;
    world.supply = [](std::size_t number) -> Result<void> {
        if (number == 3)
            return Error{Errc::environment, "there is no token"};
        return {};
    };
    const auto ended = world.play({.crowd = {.count = 100}, .parallel = 1});
    BOOST_REQUIRE(!ended);
    BOOST_TEST(ended.error().message == "there is no token");
    BOOST_TEST(world.summary.tally.count(Outcome::enrolled) == 2U);
    BOOST_TEST(!world.summary.interrupted);
}

BOOST_AUTO_TEST_CASE(what_is_thrown_in_a_thread_is_thrown_here)
{
    World world;
    world.supply = [](std::size_t) -> Result<void> { throw std::runtime_error("out of it"); };
    BOOST_CHECK_THROW([[maybe_unused]] const auto ended =
                          world.play({.crowd = {.count = 9}, .parallel = 3}),
                      std::runtime_error);
}

BOOST_AUTO_TEST_CASE(what_is_thrown_by_who_looks_on_ends_the_run)
{
    World world;
    world.supply = [](std::size_t) -> Result<void> {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return {};
    };
    world.interrupted = []() -> bool { throw std::runtime_error("out of it"); };
    BOOST_CHECK_THROW([[maybe_unused]] const auto ended =
                          world.play({.crowd = {.count = 200}, .parallel = 1}),
                      std::runtime_error);
    BOOST_TEST(world.devices.size() < 200U);
}

BOOST_AUTO_TEST_CASE(each_device_is_kept_in_a_directory_of_its_own)
{
    char pattern[] = "/tmp/load-test-XXXXXX";
    BOOST_REQUIRE(::mkdtemp(pattern) != nullptr);
    World world;
    BOOST_REQUIRE(world.play({.crowd = {.count = 3}, .parallel = 2, .directory = pattern}));
    for (const char* name : {"000001", "000002", "000003"})
        BOOST_TEST(std::filesystem::exists(std::string(pattern) + "/" + name + "/device.pem"));
    std::filesystem::remove_all(pattern);
}

BOOST_AUTO_TEST_SUITE_END()
