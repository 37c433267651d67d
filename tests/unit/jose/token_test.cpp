#include "jose/token.h"

#include "key_fixture.h"
#include "token_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

/// "" for a token that is good, otherwise why it is not.
std::string verdict(const Secret& compact, const KeySet& set)
{
    const auto token = parse_token(compact);
    if (!token)
        return token.error().message;
    const auto verified = verify(*token, set);
    if (verified)
        return "";
    BOOST_TEST((verified.error().code == Errc::refused));
    return verified.error().message;
}

std::string verdict(const std::string& name)
{
    return verdict(jose_token(name), jose_set("set.json"));
}

Secret with_part(const Secret& token, std::size_t index, const std::string& part)
{
    const auto parts = split(token.reveal(), '.');
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : ".") + (i == index ? part : std::string(parts[i]));
    return Secret(text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(token_test)

BOOST_AUTO_TEST_CASE(takes_tokens_that_openssl_signed_with_each_algorithm)
{
    for (const std::string name : {"rs256", "rs384", "rs512", "ps256", "es256", "es384", "es512"})
        BOOST_TEST(verdict(name) == "", name);
}

BOOST_AUTO_TEST_CASE(takes_our_own_tokens)
{
    const auto key = signing_key("p384.key");
    BOOST_TEST(verdict(sign(key, "{}").value(), key_set_of(key).value()) == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_token_that_is_not_signed)
{
    BOOST_TEST(verdict("none") == "the token is not signed");
    BOOST_TEST(verdict(with_part(jose_token("rs256"), 2, ""), jose_set("set.json")) ==
               "the token is not signed");
}

BOOST_AUTO_TEST_CASE(a_public_key_is_no_shared_secret)
{
    BOOST_TEST(verdict("hs256") == "the token is signed with 'HS256', its key is for RS256");
    BOOST_TEST(verdict("hs256-shared") ==
               "the token is signed with the key 'shared', which its issuer does not have");
}

BOOST_AUTO_TEST_CASE(the_key_decides_on_the_algorithm)
{
    BOOST_TEST(verdict("wrong-algorithm") ==
               "the token is signed with 'RS384', its key is for RS256");
    BOOST_TEST(verdict("wrong-padding") ==
               "the token is signed with 'PS256', its key is for RS256");
    const auto relabelled =
        with_part(jose_token("wrong-padding"), 0,
                  encode_base64url(bytes_of(R"({"typ":"JWT","alg":"RS256","kid":"rsa"})")));
    BOOST_TEST(verdict(relabelled, jose_set("set.json")) == "the signature of the token is wrong");
}

BOOST_AUTO_TEST_CASE(refuses_a_key_that_the_issuer_does_not_have)
{
    BOOST_TEST(verdict("wrong-key") == "the signature of the token is wrong");
    BOOST_TEST(verdict("wrong-kid") ==
               "the token is signed with the key 'another', which its issuer does not have");
    BOOST_TEST(verdict("small") ==
               "the token is signed with the key 'small', which its issuer does not have");
}

BOOST_AUTO_TEST_CASE(without_kid_only_a_single_key_will_do)
{
    BOOST_TEST(verdict("no-kid") ==
               "the token does not name its key (kid), and its issuer has several");
    BOOST_TEST(verdict(jose_token("no-kid"), jose_set("single.json")) == "");
    BOOST_TEST(verdict(jose_token("wrong-kid"), jose_set("single.json")) ==
               "the token is signed with the key 'another', which its issuer does not have");
}

BOOST_AUTO_TEST_CASE(a_signature_is_for_one_header_and_one_payload)
{
    const auto set = jose_set("set.json");
    const auto payload = encode_base64url(bytes_of(R"({"upn":"root"})"));
    BOOST_TEST(verdict(with_part(jose_token("rs256"), 1, payload), set) ==
               "the signature of the token is wrong");
    BOOST_TEST(verdict(with_part(jose_token("es256"), 1, payload), set) ==
               "the signature of the token is wrong");
    const auto header = encode_base64url(bytes_of(R"({"alg":"RS256","kid":"rsa"})"));
    BOOST_TEST(verdict(with_part(jose_token("rs256"), 0, header), set) ==
               "the signature of the token is wrong");
    BOOST_TEST(verdict(with_part(jose_token("es256"), 2, "AAAA"), set) ==
               "the signature is not of the length of its algorithm");
}

BOOST_AUTO_TEST_CASE(refuses_headers_that_mean_something_else)
{
    BOOST_TEST(verdict("crit") == "the token has critical header members, and none is known here");
    BOOST_TEST(verdict("other-type") == "the token is of the type 'logout+jwt', not a JWT");
    BOOST_TEST(verdict("access-token") == "");
    BOOST_TEST(verdict("header-twice") == "the header of the token has a member twice");
    BOOST_TEST(verdict("alg-array") == "the header of the token: its member 'alg' must be a text");
    BOOST_TEST(verdict("kid-number") == "the header of the token: its member 'kid' must be a text");
}

BOOST_AUTO_TEST_CASE(refuses_payloads_that_could_be_read_in_two_ways)
{
    BOOST_TEST(verdict("claim-twice") == "the payload of the token has a member twice");
    BOOST_TEST(verdict("inner-claim-twice") == "the payload of the token has a member twice");
    BOOST_TEST(verdict("array") == "the payload of the token is not a JSON object");
}

BOOST_AUTO_TEST_CASE(what_is_no_token_is_malformed)
{
    const auto why = [](const std::string& text) { return verdict(Secret(text), {}); };
    BOOST_TEST(why("") == "the token has 1 parts, not three");
    BOOST_TEST(why("sample-opaque-enrollment-token") == "the token has 1 parts, not three");
    BOOST_TEST(why("a.b.c.d.e") == "the token has 5 parts, not three");
    BOOST_TEST(why("..") == "the header of the token is not a JSON object");
    BOOST_TEST(why("e30=.e30.AA") ==
               "the header of the token: not base64url: a character outside the alphabet");
    BOOST_TEST(why("e30.e30.A") ==
               "the signature of the token: not base64url: cut off, or bits are left over");
    BOOST_TEST(why(std::string(token_limit + 1, 'A')) == "the token is longer than 32768 bytes");
    std::string deep;
    for (int i = 0; i < 2000; ++i)
        deep += R"({"a":)";
    BOOST_TEST(why("e30." + encode_base64url(bytes_of(deep)) + ".AA")
                   .starts_with("the payload of the token is not a JSON object"));
    std::string closed = "1";
    for (int i = 0; i < 20; ++i)
        closed = R"({"a":)" + closed + "}";
    BOOST_TEST(why("e30." + encode_base64url(bytes_of(closed)) + ".AA") ==
               "the payload of the token is more than 8 deep");
}

BOOST_AUTO_TEST_CASE(a_token_cut_off_anywhere_is_refused)
{
    const auto set = jose_set("set.json");
    const std::string whole = jose_token("es256").reveal();
    for (std::size_t size = 0; size < whole.size(); ++size)
        BOOST_TEST(verdict(Secret(whole.substr(0, size)), set) != "");
}

BOOST_AUTO_TEST_CASE(the_id_is_of_what_was_signed)
{
    const auto token = parse_token(jose_token("es256")).value();
    const auto changed = parse_token(with_part(jose_token("es256"), 2, "AAAA")).value();
    BOOST_TEST(token.id == changed.id);
    BOOST_TEST(token.id.size() == 64U);
    BOOST_TEST(token.id != parse_token(jose_token("rs256")).value().id);
}

BOOST_AUTO_TEST_CASE(a_key_that_names_its_issuer_is_for_no_other)
{
    const auto set = jose_set("entra.json");
    BOOST_TEST(verdict(jose_token("entra-v2"), set) == "");
    BOOST_TEST(verdict(jose_token("entra-v1"), set) == "");
    BOOST_TEST(verdict(jose_token("entra-consumers"), set) ==
               "the key of the token is for the tokens of another issuer");
}

BOOST_AUTO_TEST_SUITE_END()
