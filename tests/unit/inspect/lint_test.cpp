#include "inspect/lint.h"

#include "core/file.h"
#include "core/text.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::inspect;

namespace {

const std::string folder = MDM_VECTORS "/inspect/";

std::string content(const std::string& name)
{
    return read_file(folder + name).value();
}

/// The rules that a text breaks, and what is said of it.
std::map<std::string, std::string> broken(const std::string& text)
{
    std::map<std::string, std::string> found;
    for (const auto& subject : read_subjects("-", text))
        for (const auto& finding : lint(subject))
            found[std::string(finding.rule.id)] += to_text(finding);
    return found;
}

std::string with_line_feeds(std::string text)
{
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n"))
        text.replace(at, 2, "\n");
    return text;
}

/// A row of defects.tsv.
struct Defect {
    std::string base;
    std::string rule;
    std::string from = {};
    std::string to = {};
};

std::vector<Defect> defects()
{
    std::vector<Defect> rows;
    const auto table = content("defects.tsv");
    for (const auto line : split(table, '\n')) {
        if (line.empty() || line.starts_with('#'))
            continue;
        auto cells = split(line, '\t');
        cells.resize(4);
        rows.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                        with_line_feeds(std::string(cells[3]))});
    }
    return rows;
}

} // namespace

BOOST_AUTO_TEST_SUITE(lint_test)

BOOST_AUTO_TEST_CASE(finds_nothing_in_what_is_good)
{
    for (const std::string name :
         {"discover.xml", "discover-response.xml", "discover-response.http", "policies.xml",
          "policies-response.xml", "rst.xml", "federated.xml", "signed.xml", "renew.xml",
          "rstrc.xml", "document.xml", "fault.xml", "fault.http", "record.json", "token.jwt"})
        for (const auto& [rule, text] : broken(content(name)))
            BOOST_ERROR(name << ": " << text);
}

BOOST_AUTO_TEST_CASE(finds_each_planted_defect_by_its_rule)
{
    for (const Defect& defect : defects()) {
        auto text = content(defect.base);
        if (!defect.from.empty()) {
            const auto at = text.find(defect.from);
            BOOST_TEST_REQUIRE(at != std::string::npos, defect.base << " has no " << defect.from);
            text.replace(at, defect.from.size(), defect.to);
        }
        const auto found = broken(text);
        BOOST_TEST(found.contains(defect.rule),
                   defect.rule << " is not found in " << defect.base << " without " << defect.from);
    }
}

BOOST_AUTO_TEST_CASE(every_rule_has_a_planted_defect)
{
    std::set<std::string_view> ids;
    const auto rows = defects();
    for (const Rule& rule : rules()) {
        BOOST_TEST(ids.insert(rule.id).second, rule.id << " stands twice in the catalogue");
        BOOST_TEST(std::any_of(rows.begin(), rows.end(),
                               [&](const Defect& row) { return row.rule == rule.id; }),
                   rule.id << " has no defect");
        BOOST_TEST(!rule.spec.empty());
        BOOST_TEST(rule.requirement.ends_with('.'));
    }
}

BOOST_AUTO_TEST_CASE(says_where_what_and_what_was_expected)
{
    auto text = content("document.xml");
    text.replace(text.find("AAUTHTYPE\" value=\"DIGEST"), 24, "AAUTHTYPE\" value=\"BEARER ");
    text.insert(text.find("<characteristic type=\"APPLICATION"), "\n\n");
    BOOST_TEST(broken(text).at("auth-type") ==
               "-:3: error auth-type: /wap-provisioningdoc/APPLICATION/APPAUTH[1]: AAUTHTYPE "
               "'BEARER ' of APPSRV, expected DIGEST or BASIC [MS-MDE2 2.2.9.5]\n");
}

BOOST_AUTO_TEST_CASE(keeps_hostile_texts_on_one_line)
{
    auto text = content("discover.xml");
    text.replace(text.find("CIMClient_Windows"), 17, "&#x9b;31m&#10;" + std::string(1000, 'x'));
    const auto line = broken(text).at("device-type");
    BOOST_TEST(line.size() < 500U);
    BOOST_TEST(std::count(line.begin(), line.end(), '\n') == 1);
    BOOST_TEST(line.find('\x9b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(finds_in_every_beginning_of_a_message_that_it_is_broken)
{
    const auto text = content("rstrc.xml");
    for (std::size_t size = 1; size < text.size(); size += 97)
        BOOST_TEST(!broken(text.substr(0, size)).empty());
}

// The published examples of the protocol, where this machine has them.
BOOST_AUTO_TEST_CASE(admits_what_the_published_samples_admit)
{
    const std::string samples = MDM_VECTORS "/../../../../shared/spec/samples/";
    if (!std::filesystem::exists(samples))
        return;
    // What their README says of them, and a quotation mark behind the token of three of them.
    const std::map<std::string, std::set<std::string>> admitted{
        {"fault-authorization.xml", {"fault-trace-id"}},
        {"fault-internalservicefault.xml", {"fault-trace-id"}},
        {"fault-invalidsecurity.xml", {"fault-trace-id"}},
        {"getpolicies-certificate.xml", {"signature-digest"}},
        {"getpolicies-lastupdate.xml", {"password"}},
        {"getpolicies-tpm-fields.xml", {"password"}},
        {"getpolicies-resp-azattest.xml", {"xcep-hash"}},
        {"getpolicies-resp.xml", {"xcep-hash-group"}},
        {"provisioning-device.xml", {"serial-short"}},
        {"provisioning-mam.xml", {"provider-id-letters"}},
        {"provisioning-renewal.xml", {"serial-short"}},
        {"provisioning-user.xml", {"serial-short"}},
        {"rst-azattest.xml", {"token-quotation-mark"}},
        {"rst-certificate.xml",
         {"signature-digest", "signature-method", "signature-transform", "token-quotation-mark"}},
        {"rst-federated.xml", {"token-quotation-mark"}},
        {"rstrc-renewal.xml", {"serial-short", "rstrc-timestamp"}},
        {"rstrc-wstep-issued.xml", {"serial-short"}},
        {"rstrc.xml", {"serial-short"}},
    };
    for (const auto& entry : std::filesystem::directory_iterator(samples)) {
        const auto name = entry.path().filename().string();
        std::set<std::string> found;
        for (const auto& [rule, text] : broken(read_file(entry.path()).value()))
            found.insert(rule);
        const auto expected = admitted.find(name);
        BOOST_TEST(
            (found == (expected == admitted.end() ? std::set<std::string>() : expected->second)),
            name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
