#include "core/expand.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace mdm;

namespace {

constexpr std::array<Variable, 2> variables{{{"user", "anna@example.test"}, {"device", "{user}"}}};

std::string expanded(std::string_view text)
{
    return expand(text, variables).value();
}

std::string complaint(std::string_view text)
{
    return expand(text, variables).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(expand_test)

BOOST_AUTO_TEST_CASE(puts_the_values_in_once)
{
    BOOST_TEST(expanded("") == "");
    BOOST_TEST(expanded("plain") == "plain");
    BOOST_TEST(expanded("{user}") == "anna@example.test");
    BOOST_TEST(expanded("a {device}{user}.") == "a {user}anna@example.test.");
}

BOOST_AUTO_TEST_CASE(doubled_braces_are_braces)
{
    BOOST_TEST(expanded("{{user}}") == "{user}");
    BOOST_TEST(expanded("{{{user}}}") == "{anna@example.test}");
    BOOST_TEST(expanded("{{") == "{");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_variable)
{
    BOOST_TEST(complaint("{User}") == "'{User}' is none of {user} {device}");
    BOOST_TEST(complaint("{}") == "'{}' names nothing: write '{{' for a brace");
    BOOST_TEST(complaint("a{user") == "a '{' without its '}': write '{{' for a brace");
    BOOST_TEST(complaint("a}b") == "a '}' without its '{': write '}}' for a brace");
}

BOOST_AUTO_TEST_CASE(a_template_is_read_once_and_filled_often)
{
    const auto text = Template::parse("{a}-{b}{{{a}").value();
    BOOST_TEST(text.variables() == (std::vector<std::string>{"a", "b", "a"}));
    BOOST_TEST(text.fill([](const std::string& name) { return name + "!"; }) == "a!-b!{a!");
    BOOST_TEST(Template::parse("").value().fill([](const auto& name) { return name; }).empty());
}

BOOST_AUTO_TEST_SUITE_END()
