#include "fault/describe.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::fault;

BOOST_AUTO_TEST_SUITE(describe_test)

BOOST_AUTO_TEST_CASE(describes_what_a_server_writes)
{
    BOOST_TEST(describe(code_of(ErrorType::user_license)) ==
               "code:     0x80180018 (2149056536 or -2145910760)\n"
               "name:     MENROLL_E_USER_LICENSE\n"
               "also:     MENROLL_E_USERLICENSE\n"
               "source:   the device read ErrorType UserLicense, with subcode Authorization unless "
               "another is given\n"
               "meaning:  The user has no licence for device management, or one that is not in "
               "order.\n"
               "advice:   Check the user's licences.\n"
               "text:     You have no licence for device management.\n");
    BOOST_TEST(describe(code_of(Subcode::authorization))
                   .find("source:   the device read subcode Authorization\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(describes_what_a_device_finds_out)
{
    BOOST_TEST(describe(find_code("0x801901F4").value()) ==
               "code:     0x801901F4 (2149122548 or -2145844748)\n"
               "name:     HTTP_E_STATUS_SERVER_ERROR\n"
               "source:   HTTP status 500 without a SOAP message\n"
               "meaning:  The web server failed, without a SOAP message.\n"
               "advice:   Look at the logs of the web server and of the proxies on the way.\n");
    // A number without a name.
    BOOST_TEST(describe(find_code("0x8018000C").value()) ==
               "code:     0x8018000C (2149056524 or -2145910772)\n"
               "source:   the device itself\n"
               "meaning:  No error of enrollment has this number.\n"
               "advice:   MREGISTER_E_DISCOVERY_REDIRECTED is 0x8019000C.\n");
}

BOOST_AUTO_TEST_CASE(writes_a_row_with_as_many_columns_for_all)
{
    BOOST_TEST(row(code_of(Subcode::message_format)) ==
               "0x80180001  subcode       MessageFormat          "
               "MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR           The server could not read the "
               "device's message.\n");
    BOOST_TEST(row(find_code("0x8018000C").value()) ==
               "0x8018000C  client        -                      "
               "-                                               No error of enrollment has this "
               "number.\n");
}

BOOST_AUTO_TEST_CASE(writes_json_without_empty_members)
{
    BOOST_TEST(to_json(code_of(ErrorType::in_maintenance)) ==
               R"({"hresult":"0x80180017","unsigned":2149056535,"signed":-2145910761,)"
               R"("name":"MENROLL_E_INMAINTENANCE","word":"InMaintenance",)"
               R"("origin":"error_type","subcode":"EnrollmentServer",)"
               R"("meaning":"The server is down for maintenance.",)"
               R"("advice":"Try again when the maintenance is over.",)"
               R"("reason":"The service is being maintained; try again later."})");
    BOOST_TEST(to_json(find_code("0x801901A2").value()) ==
               R"({"hresult":"0x801901A2","unsigned":2149122466,"signed":-2145844830,)"
               R"("origin":"http","http_status":418,)"
               R"("meaning":"The web server refused the request, without a SOAP message.",)"
               R"("advice":"Look at the logs of the web server and of the proxies on the way."})");
}

BOOST_AUTO_TEST_CASE(writes_the_whole_catalogue)
{
    const auto lines = [](const std::string& text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    };
    BOOST_TEST(lines(table()) == catalogue().size());
    BOOST_TEST(lines(json_table()) == catalogue().size() + 2);
    BOOST_TEST(json_table().starts_with("[\n{\"hresult\":\"0x00180011\""));
    BOOST_TEST(json_table().ends_with("\"}\n]\n"));
}

BOOST_AUTO_TEST_SUITE_END()
