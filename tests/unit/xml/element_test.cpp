#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;

namespace {

Document document(const std::string& text)
{
    auto parsed = parse(bytes_of(text));
    BOOST_REQUIRE_MESSAGE(parsed.has_value(), text);
    return std::move(*parsed);
}

std::string first_name(const std::string& text)
{
    return to_text(document(text).root().children().front().name());
}

} // namespace

BOOST_AUTO_TEST_SUITE(element_test)

BOOST_AUTO_TEST_CASE(resolves_names_by_the_nearest_declaration)
{
    BOOST_TEST(first_name("<a xmlns='u'><b/></a>") == "{u}b");
    BOOST_TEST(first_name("<a xmlns='u'><b xmlns='v'/></a>") == "{v}b");
    BOOST_TEST(first_name("<a xmlns='u'><b xmlns=''/></a>") == "b");
    BOOST_TEST(first_name("<x:a xmlns:x='u'><x:b xmlns:x='v'/></x:a>") == "{v}b");
    BOOST_TEST(first_name("<x:a xmlns:x='u'><b/></x:a>") == "b");
    BOOST_TEST(first_name("<a xmlns:x='&#117;&amp;'><x:b/></a>") == "{u&}b");
    BOOST_TEST(first_name("<a xmlns:xx='u' xmlns:x='v'><x:b/></a>") == "{v}b");
}

BOOST_AUTO_TEST_CASE(joins_text_around_comments_and_sections)
{
    const auto root = document("<a>1<!-- x -->2<![CDATA[3]]><b>not this</b>4</a>");
    BOOST_TEST(root.root().text() == "1234");
}

BOOST_AUTO_TEST_CASE(finds_children_by_namespace)
{
    const auto parsed = document("<a xmlns:x='u' xmlns:y='v'><x:b/><y:b/><b/><x:c/><x:b/></a>");
    BOOST_TEST(parsed.root().children().size() == 5U);
    BOOST_TEST(parsed.root().children({"u", "b"}).size() == 2U);
    BOOST_TEST(parsed.root().children({"", "b"}).size() == 1U);
    BOOST_TEST(parsed.root().children({"w", "b"}).empty());
}

BOOST_AUTO_TEST_CASE(a_child_is_the_only_one_of_its_name)
{
    const auto parsed = document("<a xmlns='u'><b/><c/><b/></a>");
    BOOST_TEST(child(parsed.root(), {"u", "c"}).has_value());
    BOOST_TEST(child(parsed.root(), {"u", "b"}).error().message == "/a has more than one {u}b");
    BOOST_TEST(child(parsed.root(), {"u", "d"}).error().message == "/a has no {u}d");
    BOOST_TEST(child(parsed.root(), {"v", "c"}).error().message == "/a has no {v}c");
    BOOST_TEST(!find_child(parsed.root(), {"u", "d"})->has_value());
    BOOST_TEST(find_child(parsed.root(), {"u", "b"}).error().message ==
               "/a has more than one {u}b");
}

BOOST_AUTO_TEST_CASE(attributes_have_no_default_namespace)
{
    const auto parsed = document("<a xmlns='u' xmlns:x='v' b='1' x:c='2'/>");
    BOOST_TEST(parsed.root().attribute("b").value() == "1");
    BOOST_TEST(!parsed.root().attribute("c").has_value());
    BOOST_TEST(!parsed.root().attribute("xmlns").has_value());
    BOOST_TEST(parsed.root().attribute_in("c", {"", "v"})->value() == "2");
    BOOST_TEST(!parsed.root().attribute_in("b", {"u"})->has_value());
    BOOST_TEST(!parsed.root().attribute_in("x", {"", "v"})->has_value());
}

BOOST_AUTO_TEST_CASE(refuses_an_attribute_in_two_of_its_namespaces)
{
    const auto parsed = document("<a xmlns:x='v' b='1' x:b='2'/>");
    BOOST_TEST(parsed.root().attribute_in("b", {"", "v"}).error().message == "/a has b twice");
    BOOST_TEST(parsed.root().attribute_in("b", {""})->value() == "1");
}

BOOST_AUTO_TEST_CASE(knows_nil)
{
    const std::string instance(ns::instance);
    for (const char* value : {"true", "1", " true "})
        BOOST_TEST(
            document("<a xmlns:i='" + instance + "' i:nil='" + value + "'/>").root().is_nil());
    BOOST_TEST(!document("<a xmlns:i='" + instance + "' i:nil='false'/>").root().is_nil());
    BOOST_TEST(!document("<a nil='true'/>").root().is_nil());
}

BOOST_AUTO_TEST_CASE(finds_trimmed_text)
{
    const std::string nil = "<d xmlns:i='" + std::string(ns::instance) + "' i:nil='true'>x</d>";
    const auto parsed = document("<a><b> \n v w\t</b><c/>" + nil + "<e><f/></e></a>");
    const auto root = parsed.root();
    BOOST_TEST(find_text(root, {"", "b"})->value() == "v w");
    BOOST_TEST(find_text(root, {"", "c"})->value() == "");
    BOOST_TEST(!find_text(root, {"", "d"})->has_value());
    BOOST_TEST(!find_text(root, {"", "x"})->has_value());
    BOOST_TEST(find_text(root, {"", "e"}).error().message ==
               "/a/e has elements inside, text is expected");
    BOOST_TEST(find_text(root, {"", "b"}, 3)->value() == "v w");
    BOOST_TEST(find_text(root, {"", "b"}, 2).error().message == "/a/b is longer than 2 bytes");
}

BOOST_AUTO_TEST_CASE(tells_the_path_without_prefixes)
{
    const auto parsed = document("<x:a xmlns:x='u'><b><x:c/></b></x:a>");
    BOOST_TEST(parsed.root().children()[0].children()[0].path() == "/a/b/c");
}

BOOST_AUTO_TEST_SUITE_END()
