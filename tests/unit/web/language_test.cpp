#include "web/language.h"

#include "core/file.h"
#include "web/english.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::web;

BOOST_AUTO_TEST_SUITE(language_test)

BOOST_AUTO_TEST_CASE(a_text_has_its_variables_filled_in)
{
    const Texts texts;
    BOOST_TEST(texts.tag() == "en");
    BOOST_TEST(texts.text("throttled.minutes", {{"number", "{7}"}}) == "{7} minutes");
}

BOOST_AUTO_TEST_CASE(every_shipped_language_is_whole)
{
    const auto file = read_file(std::string(MDM_VECTORS) + "/../../languages/de.lang").value();
    Texts texts;
    BOOST_REQUIRE(texts.apply(file, "de").has_value());
    for (const auto& [key, text] : texts.all())
        BOOST_TEST(file.find("\n" + key + " = ") != std::string::npos, key);
}

BOOST_AUTO_TEST_CASE(a_file_may_have_some_of_the_texts)
{
    Texts texts;
    BOOST_TEST(texts.apply("# fr\n\nlogin.title=Se connecter\r\n", "fr").has_value());
    BOOST_TEST(texts.text("login.title") == "Se connecter");
    BOOST_TEST(texts.text("login.submit") == "Sign in");
    BOOST_TEST(texts.tag() == "fr");
}

BOOST_AUTO_TEST_CASE(a_wrong_file_changes_nothing)
{
    const std::pair<const char*, const char*> wrong[] = {
        {"login.title", "line 1: expected KEY = TEXT"},
        {"\nlogin.titel = x", "line 2: there is no text login.titel"},
        {"login.title = x\nlogin.title = y", "line 2: this text is there twice"},
        {"login.title = {user}", "line 1: '{user}' is none of"},
        {"login.title = {", "line 1: a '{' without its '}': write '{{' for a brace"},
        {"login.title = \xE4", "line 1: the text is not UTF-8"}};
    for (const auto& [file, message] : wrong) {
        Texts texts;
        BOOST_TEST(texts.apply(file, "xx").error().message == message);
        BOOST_TEST(texts.text("login.title") == "Sign in");
    }
}

BOOST_AUTO_TEST_CASE(the_most_wanted_language_comes_first)
{
    const auto tags = [](const char* header) {
        std::string joined;
        for (const auto& tag : preferred_languages(header))
            joined += tag + " ";
        return joined;
    };
    BOOST_TEST(tags("en;q=0.5, de-AT, fr;q=0, *") == "de-at de en ");
    BOOST_TEST(tags("") == "");
    BOOST_TEST(tags("../../etc/passwd, de/x, a\r\nb") == "");
}

BOOST_AUTO_TEST_CASE(a_folder_of_the_operator_changes_what_is_installed)
{
    const std::string folder = std::string(MDM_VECTORS) + "/../../languages";
    const std::vector<std::string> folders{folder, "/nowhere"};
    BOOST_TEST(load_texts(folders, "xx, de-CH;q=0.9, en;q=0.8").texts.text("login.title") ==
               "Anmelden");
    BOOST_TEST(load_texts(folders, "en, de").texts.tag() == "en");
    BOOST_TEST(load_texts(folders, "xx").texts.tag() == "en");
    BOOST_TEST(load_texts({}, "de").texts.tag() == "en");
}

BOOST_AUTO_TEST_SUITE_END()
