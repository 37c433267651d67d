#include "fault/catalogue.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::fault;

namespace {

std::uint32_t found(std::string_view text)
{
    const auto code = find_code(text);
    return code ? code->hresult : 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(catalogue_test)

BOOST_AUTO_TEST_CASE(is_sorted_and_has_each_number_once)
{
    const auto codes = catalogue();
    BOOST_TEST(codes.size() > 60U);
    for (std::size_t i = 1; i < codes.size(); ++i)
        BOOST_TEST(codes[i - 1].hresult < codes[i].hresult);
}

BOOST_AUTO_TEST_CASE(every_row_says_what_and_what_to_do)
{
    for (const Code& code : catalogue()) {
        BOOST_TEST(code.meaning.ends_with('.'), code.name);
        BOOST_TEST(code.advice.ends_with('.'), code.name);
        const bool writable = code.origin == Origin::subcode || code.origin == Origin::error_type;
        BOOST_TEST(code.word.empty() != writable, code.name);
        BOOST_TEST(code.reason.empty() != writable, code.name);
        BOOST_TEST(code.subcode.has_value() == writable, code.name);
        BOOST_TEST(code.error_type.has_value() == (code.origin == Origin::error_type), code.name);
    }
}

BOOST_AUTO_TEST_CASE(every_row_is_found_by_each_of_its_spellings)
{
    for (const Code& code : catalogue()) {
        for (const auto name : {code.name, code.word, code.alias})
            BOOST_TEST((name.empty() || found(name) == code.hresult), name);
        char text[16];
        for (const char* format : {"0x%08X", "%08x", "%u", "%d"}) {
            std::snprintf(text, sizeof text, format, code.hresult);
            BOOST_TEST(found(text) == code.hresult, text);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_number_of_the_enrollment_client_is_known)
{
    for (std::uint32_t number = 0x80180001; number <= 0x80180033; ++number) {
        const bool success = number == 0x80180011; // it is 0x00180011
        const bool gap = number > 0x8018002A && number < 0x80180030;
        BOOST_TEST(find_code(number).has_value() == !(success || gap), number);
    }
}

BOOST_AUTO_TEST_CASE(finds_names_in_any_case_and_without_prefix)
{
    BOOST_TEST(found("messageformat") == 0x80180001);
    BOOST_TEST(found("menroll_e_notsupported") == 0x80180015);
    BOOST_TEST(found("NOT_SUPPORTED") == 0x80180015);
    BOOST_TEST(found("prov_csp_w7") == 0x8018001F);
    BOOST_TEST(found("ENROLLMENT_SUSPENDED") == 0x00180011);
    BOOST_TEST(found("USER_CANCELED") == 0x8018002A);
    BOOST_TEST(found("MREGISTER_E_DISCOVERY_REDIRECTED") == 0x8019000C);
    BOOST_TEST(found("DSREG_E_DISCOVERY_FAILED") == 0x801C000C);
    BOOST_TEST(found("HTTP_E_STATUS_NOT_FOUND") == 0x80190194);
    BOOST_TEST(found("DEVICE_MESSAGE_FORMAT_ERROR") == 0x80180001);
}

BOOST_AUTO_TEST_CASE(finds_numbers_in_every_spelling)
{
    BOOST_TEST(found("0X8018001f") == 0x8018001F);
    BOOST_TEST(found("8018001F") == 0x8018001F);
    BOOST_TEST(found("2149056543") == 0x8018001F);
    BOOST_TEST(found("-2145910753") == 0x8018001F);
    BOOST_TEST(found("180011") == 0x00180011);
    BOOST_TEST(found("1572881") == 0x00180011);
}

BOOST_AUTO_TEST_CASE(finds_nothing_where_there_is_nothing)
{
    for (const char* text : {"", "0x", "0", "-", "-80180001", "0x-7FE7FFFF", "180180001",
                             "0x180180001", "4294967296", "80180001 ", "MENROLL_E_", "nonsense",
                             "0x8018002B", "0x8019003F", "0x80190258", "6444023809"})
        BOOST_TEST(found(text) == 0U, text);
}

BOOST_AUTO_TEST_CASE(knows_every_http_status)
{
    const auto server_error = find_code("0x801901F4");
    BOOST_REQUIRE(server_error.has_value());
    BOOST_TEST(server_error->name == "HTTP_E_STATUS_SERVER_ERROR");
    BOOST_TEST((server_error->origin == Origin::http));
    BOOST_TEST(http_status_of(0x801901F4).value() == 500);
    BOOST_TEST(http_status_of(0x80190064).value() == 100);
    BOOST_TEST(http_status_of(0x80190257).value() == 599);
    BOOST_TEST(!http_status_of(0x80190258).has_value());
    BOOST_TEST(!http_status_of(0x80180001).has_value());
    BOOST_TEST(find_code("0x801900C8")->meaning ==
               "The server answered with a good HTTP status but no SOAP message.");
    BOOST_TEST(find_code("0x801901A2")->name == ""); // 418
}

BOOST_AUTO_TEST_CASE(mirrors_the_numbers_of_windows_8_1)
{
    const auto named = find_code("0x80190001");
    BOOST_TEST(named->name == "MREGISTER_E_DEVICE_MESSAGE_FORMAT_ERROR");
    const auto mirrored = find_code("0x80190013");
    BOOST_REQUIRE(mirrored.has_value());
    BOOST_TEST(mirrored->hresult == 0x80190013);
    BOOST_TEST((mirrored->origin == Origin::windows_8_1));
    BOOST_TEST(mirrored->meaning == find_code("0x80180013")->meaning);
    BOOST_TEST(!mirrored->subcode.has_value());
}

BOOST_AUTO_TEST_CASE(words_and_enumerators_go_both_ways)
{
    for (const auto subcode :
         {Subcode::message_format, Subcode::authentication, Subcode::authorization,
          Subcode::certificate_request, Subcode::enrollment_server, Subcode::internal_service_fault,
          Subcode::invalid_security}) {
        BOOST_TEST((subcode_from(to_text(subcode)) == subcode));
        BOOST_TEST((code_of(subcode).origin == Origin::subcode));
    }
    for (const auto type :
         {ErrorType::device_cap_reached, ErrorType::device_not_supported, ErrorType::not_supported,
          ErrorType::not_eligible_to_renew, ErrorType::in_maintenance, ErrorType::user_license,
          ErrorType::invalid_enrollment_data, ErrorType::custom_server_error})
        BOOST_TEST((error_type_from(to_text(type)) == type));
    BOOST_TEST((subcode_from("AUTHORIZATION") == Subcode::authorization));
    BOOST_TEST(!subcode_from("UserLicense").has_value());
    BOOST_TEST(!error_type_from("Authorization").has_value());
    BOOST_TEST(!error_type_from("").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
