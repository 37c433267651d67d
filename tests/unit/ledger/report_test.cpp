#include "ledger/report.h"

#include "ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

Entry entry(State state = State::issued)
{
    Entry one;
    one.reservation = reservation("KEY", "0A");
    one.state = state;
    if (state == State::reserved)
        return one;
    one.certificate = Bytes{'D', 'E', 'R'};
    one.thumbprint = "F00D";
    one.issued_at = at(1);
    return one;
}

Attempt refused()
{
    return {.trace_id = "trace",
            .at = at(0),
            .kind = "issue",
            .user = "alice",
            .device_id = "d",
            .outcome = "refused",
            .subcode = "Authorization",
            .error_type = "DeviceCapReached",
            .reason = "too many",
            .serial = ""};
}

template <class Row>
std::string report(Form form, const std::vector<Row>& rows)
{
    Report<Row> out(form);
    std::string text;
    for (const auto& row : rows)
        text += out.add(row);
    return text + out.end();
}

/// The CSV of an entry whose device chose `name`.
std::string csv_of(const std::string& name)
{
    auto one = entry();
    one.reservation.device_id = name;
    const std::string text = report<Entry>(Form::csv, {one});
    const auto start = text.find("alice@example.com,") + 18;
    return text.substr(start, text.find(",default,") - start);
}

std::string json_of(const std::string& name)
{
    auto one = entry();
    one.reservation.device_id = name;
    const std::string text = report<Entry>(Form::json, {one});
    const auto start = text.find("\"device_id\":") + 12;
    return text.substr(start, text.find(",\"profile\"") - start);
}

} // namespace

BOOST_AUTO_TEST_SUITE(report_test)

BOOST_AUTO_TEST_CASE(columns_are_as_wide_as_the_rows_need)
{
    auto other = entry(State::reserved);
    other.reservation.serial = "0102030405";
    other.reservation.user = "ren\xc3\xa9";
    other.reservation.device_id = "";
    BOOST_TEST(report<Entry>(Form::columns, {entry(), other}) ==
               "SERIAL      STATE     NOT AFTER             USER               DEVICE    PROFILE\n"
               "0A          issued    2026-09-21T14:30:00Z  alice@example.com  device-1  default\n"
               "0102030405  reserved  2026-09-21T14:30:00Z  ren\xc3\xa9               "
               "-         default\n");
}

BOOST_AUTO_TEST_CASE(columns_of_attempts_tell_why)
{
    auto answered = refused();
    answered.outcome = "answered";
    answered.subcode = answered.error_type = answered.reason = "";
    BOOST_TEST(report<Attempt>(Form::columns, {refused(), answered}) ==
               "TIME                  TRACE ID  KIND   USER   DEVICE  OUTCOME   WHY\n"
               "2026-09-21T14:13:20Z  trace     issue  alice  d       refused   "
               "Authorization: DeviceCapReached: too many\n"
               "2026-09-21T14:13:20Z  trace     issue  alice  d       answered  -\n");
}

BOOST_AUTO_TEST_CASE(columns_stand_where_the_first_rows_put_them)
{
    Report<Entry> out(Form::columns);
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += out.add(entry());
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 301);
    auto wide = entry();
    wide.reservation.serial = "0102030405060708";
    BOOST_TEST(out.add(wide) == "0102030405060708  issued  2026-09-21T14:30:00Z  "
                                "alice@example.com  device-1  default\n");
    BOOST_TEST(out.end() == "");
}

BOOST_AUTO_TEST_CASE(nothing_is_written_of_nothing_but_the_header_of_csv)
{
    BOOST_TEST(report<Entry>(Form::columns, {}) == "");
    BOOST_TEST(report<Entry>(Form::json, {}) == "");
    BOOST_TEST(report<Entry>(Form::csv, {}) ==
               "serial,state,kind,user,device_id,profile,subject,not_before,not_after,reserved_at,"
               "issued_at,trace_id,request_key,key_thumbprint,renews,enrollment_type,os_version,"
               "revoked_at,revoked_for,thumbprint,certificate\r\n");
    BOOST_TEST(report<Attempt>(Form::csv, {}) ==
               "at,trace_id,kind,user,device_id,outcome,subcode,error_type,reason,serial,rule\r\n");
}

BOOST_AUTO_TEST_CASE(json_is_an_object_a_line_without_the_members_that_have_no_value)
{
    BOOST_TEST(report<Entry>(Form::json, {entry()}) ==
               R"({"serial":"0A","state":"issued","kind":"issue","user":"alice@example.com",)"
               R"("device_id":"device-1","profile":"default","subject":"CN=alice,O=Example",)"
               R"("not_before":"2026-09-21T14:12:20Z","not_after":"2026-09-21T14:30:00Z",)"
               R"("reserved_at":"2026-09-21T14:13:20Z","issued_at":"2026-09-21T14:13:21Z",)"
               R"("trace_id":"trace-0A","request_key":"KEY","key_thumbprint":"AB12",)"
               R"("thumbprint":"F00D","certificate":"REVS"})"
               "\n");
    const auto reserved = report<Entry>(Form::json, {entry(State::reserved)});
    BOOST_TEST(reserved.find("issued_at") == std::string::npos);
    BOOST_TEST(reserved.find("thumbprint\":\"F") == std::string::npos);
    BOOST_TEST(reserved.find("certificate") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(csv_quotes_what_must_be_quoted)
{
    BOOST_TEST(csv_of("plain") == "plain");
    BOOST_TEST(csv_of("a,b") == "\"a,b\"");
    BOOST_TEST(csv_of("a\"b") == "\"a\"\"b\"");
    BOOST_TEST(csv_of("a\r\nb") == "\"a\r\nb\"");
    BOOST_TEST(csv_of(" a b ") == " a b ");
}

BOOST_AUTO_TEST_CASE(csv_holds_no_formula)
{
    BOOST_TEST(csv_of("=1+1") == "'=1+1");
    BOOST_TEST(csv_of("+1") == "'+1");
    BOOST_TEST(csv_of("-1") == "'-1");
    BOOST_TEST(csv_of("@SUM(A1)") == "'@SUM(A1)");
    BOOST_TEST(csv_of("\t=1") == "'\t=1");
    BOOST_TEST(csv_of("\r=1") == "\"'\r=1\"");
    BOOST_TEST(csv_of("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    BOOST_TEST(csv_of("a=1") == "a=1");
}

BOOST_AUTO_TEST_CASE(no_form_passes_a_control_character_on)
{
    const std::string hostile("a\x1b[2J\0\x7f\xc2\x9b\xff\n", 11);
    auto one = entry();
    one.reservation.device_id = hostile;
    const auto columns = report<Entry>(Form::columns, {one});
    BOOST_TEST(columns.find("a?[2J?????") != std::string::npos);
    BOOST_TEST(csv_of(hostile) == "\"a?[2J????\n\"");
    BOOST_TEST(json_of(hostile) == "\"a\\u001b[2J\\u0000\\u007f\\u009b\xef\xbf\xbd\\n\"");
    const auto described = describe({.certificates = {one}, .renewed_by = {{}}, .attempts = {}});
    BOOST_TEST(described.find("device id       a?[2J?????\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_known)
{
    BOOST_TEST(describe({.certificates = {entry()}, .renewed_by = {{}}, .attempts = {refused()}}) ==
               "serial          0A\n"
               "state           issued\n"
               "kind            issue\n"
               "user            alice@example.com\n"
               "device id       device-1\n"
               "profile         default\n"
               "subject         CN=alice,O=Example\n"
               "not before      2026-09-21T14:12:20Z\n"
               "not after       2026-09-21T14:30:00Z\n"
               "reserved at     2026-09-21T14:13:20Z\n"
               "issued at       2026-09-21T14:13:21Z\n"
               "trace id        trace-0A\n"
               "request key     KEY\n"
               "key thumbprint  AB12\n"
               "thumbprint      F00D\n"
               "-----BEGIN CERTIFICATE-----\n"
               "REVS\n"
               "-----END CERTIFICATE-----\n"
               "\n"
               "attempt at      2026-09-21T14:13:20Z\n"
               "trace id        trace\n"
               "kind            issue\n"
               "user            alice\n"
               "device id       d\n"
               "outcome         refused\n"
               "subcode         Authorization\n"
               "error type      DeviceCapReached\n"
               "reason          too many\n");
}

BOOST_AUTO_TEST_CASE(a_certificate_is_in_lines_of_64)
{
    auto one = entry();
    one.certificate.assign(72, 'A');
    std::string line;
    for (int i = 0; i < 16; ++i)
        line += "QUFB";
    const auto text = describe({.certificates = {one}, .renewed_by = {{}}, .attempts = {}});
    BOOST_TEST(text.substr(text.find("-----BEGIN")) == "-----BEGIN CERTIFICATE-----\n" + line +
                                                           "\n" + line.substr(0, 32) +
                                                           "\n-----END CERTIFICATE-----\n");
}

BOOST_AUTO_TEST_CASE(refuses_two_forms_at_once)
{
    BOOST_TEST((form_of(false, false).value() == Form::columns));
    BOOST_TEST((form_of(true, false).value() == Form::json));
    BOOST_TEST((form_of(false, true).value() == Form::csv));
    BOOST_TEST(form_of(true, true).error().message == "--json and --csv exclude each other");
}

BOOST_AUTO_TEST_SUITE_END()
