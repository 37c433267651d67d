#include "web/seal.h"

#include "web/target.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::web;

namespace {
const Time now = parse_time("2026-11-24T08:00:00Z").value();
const Secret key(std::string(32, 'k'));
const std::vector<std::string> allowed{"ms-app", "https://portal.example.com"};
} // namespace

BOOST_AUTO_TEST_SUITE(seal_test)

BOOST_AUTO_TEST_CASE(what_was_sealed_comes_back)
{
    const auto sealed = seal(key, "purpose", "payload\n\"", now + std::chrono::minutes(1));
    BOOST_TEST(unseal(key, "purpose", sealed, now)->payload == "payload\n\"");
    BOOST_TEST(!unseal(key, "purpose", sealed, now)->expired);
    BOOST_TEST(unseal(key, "purpose", sealed, now + std::chrono::minutes(1))->expired);
}

BOOST_AUTO_TEST_CASE(nothing_else_comes_back)
{
    const auto sealed = seal(key, "purpose", "payload", now + std::chrono::minutes(1));
    BOOST_TEST(!unseal(key, "other", sealed, now).has_value());
    BOOST_TEST(!unseal(Secret(std::string(32, 'x')), "purpose", sealed, now).has_value());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        BOOST_TEST(!unseal(key, "purpose", changed, now).has_value(), i);
    }
    for (const char* text : {"", ".", "..", "...", "a.1.b"})
        BOOST_TEST(unseal(key, "purpose", text, now).error().message == "the seal is not ours");
}

BOOST_AUTO_TEST_CASE(a_seal_is_known_by_its_form)
{
    const auto sealed = seal(key, "purpose", "payload", now);
    BOOST_TEST(is_seal(sealed));
    BOOST_TEST(is_seal("x" + sealed));
    BOOST_TEST(is_seal(sealed.substr(0, sealed.size() - 1)));
    BOOST_TEST(is_seal("a.123456789.b"));
    for (const char* text : {"", "a", "..", "10.0.22631", "a.12345678.b", "a.123456789.", ".1.b",
                             "a.123456789x.b", "a+.123456789.b", "a.123456789.b.c", "a.b.c",
                             "3J4KLJ9SDJFAL93JLAKHJSDFJHAO83HAKSHFLAHSKFNHNPA2934342"})
        BOOST_TEST(!is_seal(text), text);
}

BOOST_AUTO_TEST_CASE(an_allowed_address_is_a_target)
{
    const auto target = find_target("ms-app://windows.immersivecontrolpanel", allowed).value();
    BOOST_TEST(target.url == "ms-app://windows.immersivecontrolpanel");
    BOOST_TEST(target.source == "ms-app:");
    BOOST_TEST(find_target("HTTPS://Portal.example.com/x?y", allowed)->source ==
               "https://portal.example.com");
}

BOOST_AUTO_TEST_CASE(every_other_address_is_refused)
{
    for (const char* url :
         {"", "javascript:alert(1)", "javascript://ms-app/%0aalert(1)", "data:text/html,x",
          "https://evil.example", "https://portal.example.com.evil.example/",
          "https://portal.example.com@evil.example/", "https://portal.example.com:8443/",
          "http://portal.example.com/", "//evil.example", "ms-app:x", "ms-app2://x",
          "ms-app://x\"><script>", "ms-app://x y", "ms-app://x\r\nSet-Cookie: a=b", "ms-app://x#y"})
        BOOST_TEST(!find_target(url, allowed).has_value(), url);
    BOOST_TEST(!find_target("ms-app://" + std::string(2048, 'x'), allowed).has_value());
}

BOOST_AUTO_TEST_CASE(fields_are_added_to_a_query)
{
    BOOST_TEST(with_query("ms-app://x", "a=1") == "ms-app://x?a=1");
    BOOST_TEST(with_query("ms-app://x?b=2", "a=1") == "ms-app://x?b=2&a=1");
}

BOOST_AUTO_TEST_SUITE_END()
