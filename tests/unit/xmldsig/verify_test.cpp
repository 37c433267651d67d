#include "xmldsig/verify.h"

#include "core/file.h"
#include "core/text.h"
#include "soap/envelope.h"
#include "x509/certificate.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <utility>

using namespace mdm;
using namespace mdm::xmldsig;

namespace {

namespace ns = xml::ns;

constexpr std::size_t limit = 1U << 20;

std::string file(const std::string& name)
{
    auto content = read_file(std::string(MDM_VECTORS) + "/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(*content);
}

Result<Signed> verify_file(const std::string& name)
{
    return verify(file("xmldsig/" + name + ".xml"), limit);
}

Bytes certificate(const std::string& name)
{
    const auto pem = file("certificate/" + name + ".pem");
    return x509::parse_pem_certificates(pem).value().front().der;
}

/// A message with short names for what errors spell out.
std::string shortened(std::string text)
{
    const std::pair<std::string, std::string> names[] = {{std::string(ns::soap12), "soap"},
                                                         {std::string(ns::secext), "wsse"},
                                                         {std::string(ns::utility), "wsu"},
                                                         {std::string(ns::signature), "ds"},
                                                         {"/Envelope/Header/Security", "~"}};
    for (const auto& [full, name] : names)
        for (auto at = text.find(full); at != text.npos; at = text.find(full))
            text.replace(at, full.size(), name);
    return text;
}

/// What a GetPolicies of the signed envelope asks for.
std::string language(const Signed& found)
{
    const auto envelope = soap::parse_envelope(bytes_of(found.envelope)).value();
    const auto client = xml::child(envelope.body, {ns::policy, "client"}).value();
    return xml::find_text(client, {ns::policy, "preferredLanguage"}).value().value_or("");
}

struct Good {
    const char* name;
    const char* certificate;
    bool whole;
};
constexpr Good good[] = {
    {"whole", "alice", true},
    {"whole-exclusive", "alice", true},
    {"whole-by-id", "alice", true},
    {"parts", "alice", false},
    {"parts-and-more", "alice", false},
    {"p256", "alice-p256", true},
    {"p384", "alice-p384", true},
    {"sha512", "alice", true},
    {"no-key-info", "alice", true},
    {"x509-data", "alice-below", true},
    {"prefix-list", "alice", false},
    {"comments", "alice", true},
    {"comment-in-token", "alice", false},
    {"other-prefixes", "alice", false},
    // Whom to trust is not decided here.
    {"by-alice-other", "alice-other", true},
};

/// A row of refused.tsv: the message, how it is refused, and why.
struct Bad {
    std::string name;
    std::string code;
    std::string message;
};

std::vector<Bad> bad_messages()
{
    std::vector<Bad> rows;
    const std::string table = file("xmldsig/refused.tsv");
    for (const auto line : split(trim(table), '\n')) {
        const auto cells = split(line, '\t');
        rows.push_back(
            {std::string(cells.at(0)), std::string(cells.at(1)), std::string(cells.at(2))});
    }
    return rows;
}

} // namespace

BOOST_AUTO_TEST_SUITE(verify_test)

BOOST_AUTO_TEST_CASE(what_xmlsec1_signs_is_good)
{
    for (const Good& row : good)
        BOOST_TEST_CONTEXT(row.name)
        {
            const auto found = verify_file(row.name);
            BOOST_TEST_REQUIRE((found ? "" : found.error().message) == "");
            BOOST_TEST((found->certificate == certificate(row.certificate)));
            BOOST_TEST(found->whole == row.whole);
            BOOST_TEST(language(*found) == "de-CH");
        }
}

BOOST_AUTO_TEST_CASE(every_attack_is_refused_for_its_own_reason)
{
    const auto rows = bad_messages();
    BOOST_TEST(rows.size() >= 70U);
    for (const Bad& row : rows)
        BOOST_TEST_CONTEXT(row.name)
        {
            const auto found = verify_file(row.name);
            BOOST_REQUIRE(!found.has_value());
            const bool refused = found.error().code == Errc::refused;
            BOOST_TEST((refused || found.error().code == Errc::malformed));
            BOOST_TEST((refused ? "refused" : "malformed") == row.code);
            BOOST_TEST(shortened(found.error().message) == row.message);
        }
}

BOOST_AUTO_TEST_CASE(a_whole_envelope_comes_without_its_signature)
{
    const auto found = verify_file("whole").value();
    const auto envelope = soap::parse_envelope(bytes_of(found.envelope)).value();
    const auto security = soap::security_header(envelope).value();
    BOOST_TEST(security.children({ns::utility, "Timestamp"}).size() == 1U);
    BOOST_TEST(security.children({ns::secext, "BinarySecurityToken"}).size() == 1U);
    BOOST_TEST(security.children({ns::signature, "Signature"}).empty());
    BOOST_TEST(envelope.message_id.value() == "urn:uuid:72048B64-0F19-448F-8C2E-B4C661860AA0");
}

BOOST_AUTO_TEST_CASE(of_parts_there_is_nothing_but_what_was_signed)
{
    const auto found = verify_file("parts").value();
    const auto envelope = soap::parse_envelope(bytes_of(found.envelope)).value();
    BOOST_TEST(!envelope.action.has_value());
    BOOST_TEST(!envelope.message_id.has_value());
    BOOST_TEST(envelope.header->children().size() == 1U);
    const auto security = soap::security_header(envelope).value();
    BOOST_TEST(security.children().size() == 1U);
    BOOST_TEST(security.children({ns::utility, "Timestamp"}).size() == 1U);

    const auto more = verify_file("parts-and-more").value();
    const auto with_blocks = soap::parse_envelope(bytes_of(more.envelope)).value();
    BOOST_TEST(with_blocks.action.has_value());
    BOOST_TEST(with_blocks.message_id.has_value());
    BOOST_TEST(soap::security_header(with_blocks).value().children().size() == 2U);
}

BOOST_AUTO_TEST_CASE(comments_do_not_split_a_value)
{
    const auto found = verify_file("comments").value();
    BOOST_TEST(found.envelope.find("<!--") == found.envelope.npos);
    BOOST_TEST(found.envelope.find(">de-CH<") != found.envelope.npos);
}

BOOST_AUTO_TEST_CASE(certificates_beside_the_signer_s_are_handed_on)
{
    const auto found = verify_file("x509-data").value();
    BOOST_TEST_REQUIRE(found.beside.size() == 1U);
    BOOST_TEST((found.beside.front() == certificate("issuing")));
}

BOOST_AUTO_TEST_CASE(utf_16_is_the_same_message)
{
    const std::string utf8 = file("xmldsig/whole.xml");
    std::string utf16 = "\xFF\xFE";
    for (const char c : utf8.substr(utf8.find("<s:"))) {
        utf16 += c;
        utf16 += '\0';
    }
    BOOST_TEST(language(verify(utf16, limit).value()) == "de-CH");
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_signature_counts)
{
    const std::string text = file("xmldsig/p256.xml");
    const std::size_t begin = text.find("<SignatureValue>") + 16;
    for (std::size_t at = begin; at < text.find("</SignatureValue>"); ++at) {
        std::string other = text;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        if (text[at] == '\n' || text[at] == '=' || text[at + 1] == '=')
            continue; // not wholly of the value
        BOOST_TEST(!verify(other, limit).has_value());
    }
}

BOOST_AUTO_TEST_CASE(what_is_cut_off_or_too_long_or_no_message_is_malformed)
{
    const std::string text = file("xmldsig/whole.xml");
    for (std::size_t size = 0; size < text.size() - 2; size += 97)
        BOOST_TEST((verify(text.substr(0, size), limit).error().code == Errc::malformed));
    BOOST_TEST((verify(text, text.size() - 1).error().code == Errc::malformed));
    BOOST_TEST((verify(text, text.size()).has_value()));
    BOOST_TEST(verify("<Envelope/>", limit).error().message ==
               "the root element is no SOAP Envelope");
    BOOST_TEST(verify("<!DOCTYPE a><a/>", limit).error().message ==
               "line 1, column 1: a DOCTYPE or other declaration is not allowed");
}

BOOST_AUTO_TEST_SUITE_END()
