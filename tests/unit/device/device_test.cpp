#include "device/device.h"

#include "random_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

namespace {

/// "NAME=VALUE" of the items of one name.
std::string values(const std::vector<ContextItem>& items, std::string_view name)
{
    std::string text;
    for (const auto& item : items)
        if (item.name == name)
            text += item.value + ";";
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(device_test)

BOOST_AUTO_TEST_CASE(draws_a_device_from_random_bytes_alone)
{
    const Device device = draw_device(counting_random());
    BOOST_TEST(device.id == "000102030405060708090A0B0C0D0E0F");
    BOOST_TEST(device.enrollment_id == "10111213-1415-4617-9819-1A1B1C1D1E1F");
    BOOST_TEST(device.name == "DESKTOP-WXYZ012");
    BOOST_TEST(device.hardware_id.size() == 64U);
    BOOST_TEST(device.macs.size() == 2U);
    BOOST_TEST(device.macs[0] == "46-48-49-4A-4B-4C");
}

BOOST_AUTO_TEST_CASE(draws_message_ids)
{
    BOOST_TEST(draw_message_id(counting_random()) ==
               "urn:uuid:00010203-0405-4607-8809-0a0b0c0d0e0f");
}

BOOST_AUTO_TEST_CASE(takes_the_digits_of_the_request_from_the_device_id)
{
    BOOST_TEST(request_digits({.id = "7ba748c8-703e-4df2-a74a-92984117346a"}) ==
               "7BA748C8703E4DF2A74A92984117346A");
    // printf %s serial-7 | sha256sum
    BOOST_TEST(request_digits({.id = "serial-7"}) == "66E08FB0A16C95544EBB37370A06CA53");
}

BOOST_AUTO_TEST_CASE(sends_what_devices_send)
{
    const Device device = draw_device(counting_random());
    const auto items = context_items(device, EnrollmentType::full);
    BOOST_TEST(values(items, "DeviceID") == device.id + ";");
    BOOST_TEST(values(items, "EnrollmentType") == "Full;");
    BOOST_TEST(values(items, "MAC") == device.macs[0] + ";" + device.macs[1] + ";");
    BOOST_TEST(values(items, "HWDevID") == device.hardware_id + ";");
    BOOST_TEST(values(context_items(device, EnrollmentType::device), "EnrollmentType") ==
               "Device;");
}

BOOST_AUTO_TEST_CASE(replaces_an_item_where_it_stands)
{
    const Device device = draw_device(counting_random());
    const auto usual = context_items(device, EnrollmentType::full);
    const auto changed =
        context_items(device, EnrollmentType::full, {{"Locale", "de-DE"}, {"MAC", "FF"}});
    BOOST_TEST(changed.size() == usual.size() - 1);
    BOOST_TEST(changed[2].name == "Locale");
    BOOST_TEST(changed[2].value == "de-DE");
    BOOST_TEST(values(changed, "MAC") == "FF;");
}

BOOST_AUTO_TEST_CASE(keeps_several_new_items_of_one_name_together)
{
    const auto items = context_items(draw_device(counting_random()), EnrollmentType::full,
                                     {{"IMEI", "1"}, {"Locale", "fr"}, {"IMEI", "2"}});
    BOOST_TEST(values(items, "IMEI") == "1;2;");
    BOOST_TEST(items[items.size() - 2].name == "IMEI");
    BOOST_TEST(items.back().value == "2");
}

BOOST_AUTO_TEST_CASE(reads_an_item_up_to_the_first_equals_sign)
{
    const auto item = context_item_from("AIKPub=AQ==");
    BOOST_TEST(item->name == "AIKPub");
    BOOST_TEST(item->value == "AQ==");
    BOOST_TEST(context_item_from("Locale=")->value.empty());
}

BOOST_AUTO_TEST_CASE(refuses_an_item_without_a_name)
{
    BOOST_TEST(context_item_from("=x").error().message == "'=x' is not NAME=VALUE");
    BOOST_TEST(context_item_from("Locale").error().message == "'Locale' is not NAME=VALUE");
}

BOOST_AUTO_TEST_CASE(knows_two_enrollment_types)
{
    BOOST_TEST((enrollment_type_from("Device").value() == EnrollmentType::device));
    BOOST_TEST(enrollment_type_from("full").error().message == "'full' is neither Full nor Device");
}

BOOST_AUTO_TEST_SUITE_END()
