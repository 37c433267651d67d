#include "inspect/subject.h"

#include "core/file.h"
#include "inspect/view.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::inspect;

namespace {

std::vector<Subject> read(const std::string& text)
{
    return read_subjects("file", text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(subject_test)

BOOST_AUTO_TEST_CASE(tells_lines_behind_an_http_header)
{
    const auto subjects =
        read("HTTP/1.1 200 OK\r\nA: b\r\n\r\n\n<Discover>\n<request/></Discover>");
    BOOST_TEST_REQUIRE(subjects.size() == 1U);
    const auto& subject = subjects.front();
    BOOST_TEST(word_of(subject.kind) == "discover");
    BOOST_TEST(subject.http->find("a").value() == "b");
    BOOST_TEST(subject.line == 5U);
    const auto payload = subject.payload();
    BOOST_TEST(subject.line_of(*payload) == 5U);
    BOOST_TEST(subject.line_of(payload->children().front()) == 6U);
}

BOOST_AUTO_TEST_CASE(takes_no_header_off_a_message_without_one)
{
    for (const std::string text : {"<a>\n\n</a>", "a: b", "a b\n\n<a/>", "\n<a/>", ": x\n\n<a/>"}) {
        std::string rest = text;
        BOOST_TEST(!take_http(rest).has_value());
        BOOST_TEST(rest == text);
    }
}

BOOST_AUTO_TEST_CASE(joins_chunks_only_where_they_are_whole)
{
    const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
    std::string text = head + "2;a=b\r\n<a\r\nA\r\n>123456789\r\n0\r\n\r\n";
    auto http = take_http(text);
    BOOST_TEST(http->chunked);
    BOOST_TEST(text == "<a>123456789");
    for (const std::string body : {"5\r\nab", "zz\r\nab\r\n0\r\n", "2\r\nab\r\n", "<a/>\n"}) {
        text = head + body;
        http = take_http(text);
        BOOST_TEST(!http->chunked);
        BOOST_TEST(text == body);
    }
}

BOOST_AUTO_TEST_CASE(knows_the_status_of_an_answer)
{
    const auto status = [](std::string text) { return take_http(text)->status(); };
    BOOST_TEST(status("HTTP/1.1 500 Internal\n\n").value() == 500);
    BOOST_TEST(status("Status: 404 Not Found\n\n").value() == 404);
    BOOST_TEST(status("Content-Type: text/xml\n\n").value() == 200);
    BOOST_TEST(!status("POST /x HTTP/1.1\nHost: a\n\n").has_value());
}

BOOST_AUTO_TEST_CASE(reads_a_broken_document_up_to_the_break)
{
    const auto subjects = read("<Discover>\n<request><a>1</a>\n<b c=d></request></Discover>");
    const auto& subject = subjects.front();
    BOOST_TEST(subject.broken->message == "line 3, column 6: an attribute has no value in quotes");
    BOOST_TEST(word_of(subject.kind) == "discover");
    const auto request = subject.payload()->children().front();
    BOOST_TEST_REQUIRE(request.children().size() == 1U);
    BOOST_TEST(request.children().front().text() == "1");
}

BOOST_AUTO_TEST_CASE(finds_no_kind_in_every_beginning_of_a_request)
{
    const auto der = read_file(MDM_VECTORS "/x509/request-windows.der").value();
    for (std::size_t size = 0; size < der.size(); ++size)
        BOOST_TEST(word_of(read(der.substr(0, size)).front().kind) == "unknown");
    BOOST_TEST(word_of(read(der).front().kind) == "request");
}

BOOST_AUTO_TEST_CASE(escapes_what_a_terminal_would_act_on)
{
    BOOST_TEST(visible("a\x1B[2J\n\t\x7F") == "a\\x1B[2J\\x0A\\x09\\x7F");
    BOOST_TEST(visible("\xC2\x9B \xE2\x80\xAE \xEF\xBB\xBF") == "\\u{9B} \\u{202E} \\u{FEFF}");
    BOOST_TEST(visible("\xFF\xC3") == "\\xFF\\xC3");
    BOOST_TEST(visible("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC") == "gr\xC3\xBC\xC3\x9F \xE2\x82\xAC");
}

BOOST_AUTO_TEST_SUITE_END()
