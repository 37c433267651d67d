#include "jose/token.h"

#include "core/text.h"
#include "jose/base64url.h"
#include "jose/json.h"
#include "jose/signature.h"
#include "ossl/digest.h"

#include <algorithm>

namespace mdm::jose {
namespace {

Result<std::string> decode(std::string_view part, std::string_view what)
{
    const auto bytes = TRY_WITHIN(what, decode_base64url(part));
    return std::string(text_of(bytes));
}

Result<void> check_type(const std::string& type)
{
    std::string word = to_lower(type);
    if (word.starts_with("application/"))
        word.erase(0, word.find('/') + 1);
    if (word.empty() || word == "jwt" || word == "at+jwt")
        return {};
    return Error{Errc::refused, "the token is of the type '" + printable(type, 32) + "', not a JWT",
                 "RFC 8725 3.11"};
}

Result<void> read_header(Token& token)
{
    constexpr std::string_view what = "the header of the token";
    const auto header = TRY(parse_object(token.header, what));
    if (header.contains("crit"))
        return Error{Errc::refused, "the token has critical header members, and none is known here",
                     "RFC 7515 4.1.11"};
    const auto type = TRY(text_member(header, "typ", what));
    TRY(check_type(type));
    token.algorithm = TRY(text_member(header, "alg", what));
    token.key_id = TRY(text_member(header, "kid", what));
    return {};
}

Error refuse(std::string message, std::string_view clause)
{
    return {Errc::refused, std::move(message), clause};
}

/// The key that a token names.
Result<const PublicKey*> key_for(const Token& token, const KeySet& set)
{
    if (token.key_id.empty()) {
        if (set.keys.size() == 1)
            return &set.keys.front();
        return refuse("the token does not name its key (kid), and its issuer has several",
                      "RFC 7515 4.1.4");
    }
    const PublicKey* found = nullptr;
    for (const PublicKey& key : set.keys)
        if (key.id == token.key_id &&
            (found == nullptr || name_of(key.algorithm) == token.algorithm))
            found = &key;
    if (found == nullptr)
        return refuse("the token is signed with the key '" + printable(token.key_id, 64) +
                          "', which its issuer does not have",
                      "RFC 7515 4.1.4");
    return found;
}

/// A key that is for one issuer's tokens, or for one tenant's.
Result<void> check_key_issuer(const Token& token, const PublicKey& key)
{
    if (key.issuer.empty())
        return {};
    const auto issuer = TRY(token.claims.text("iss"));
    const auto tenant = TRY(token.claims.text("tid"));
    // Entra's keys name the issuer of its tokens of version 2, and sign those of version 1 as well.
    const std::string other = "https://sts.windows.net/" + tenant.value_or("") + "/";
    const std::string newer = "https://login.microsoftonline.com/" + tenant.value_or("") + "/v2.0";
    const bool older_form = tenant && is_issuer(other, "", issuer.value_or(""));
    if (is_issuer(key.issuer, tenant.value_or(""), older_form ? newer : issuer.value_or("")))
        return {};
    return refuse("the key of the token is for the tokens of another issuer", {});
}

} // namespace

Result<Token> parse_token(const Secret& compact)
{
    const std::string_view text = compact.reveal();
    if (text.size() > token_limit)
        return Error{Errc::malformed,
                     "the token is longer than " + std::to_string(token_limit) + " bytes"};
    const auto parts = split(text, '.');
    if (parts.size() != 3)
        return Error{Errc::malformed,
                     "the token has " + std::to_string(parts.size()) + " parts, not three",
                     "RFC 7515 7.1"};
    Token token;
    token.header = TRY(decode(parts[0], "the header of the token"));
    token.payload = TRY(decode(parts[1], "the payload of the token"));
    token.signature = TRY_WITHIN("the signature of the token", decode_base64url(parts[2]));
    token.signed_part = Secret(std::string(text.substr(0, text.rfind('.'))));
    token.id = to_hex(ossl::sha256(bytes_of(token.signed_part.reveal())));
    TRY(read_header(token));
    token.claims = TRY(parse_claims(token.payload));
    return token;
}

std::string to_json(const Token& token)
{
    const auto ascii = [](const std::string& json) {
        return nlohmann::ordered_json::parse(json, nullptr, false).dump(-1, ' ', true);
    };
    return R"({"header":)" + ascii(token.header) + R"(,"claims":)" + ascii(token.payload) + "}";
}

Result<void> verify(const Token& token, const KeySet& set)
{
    if (to_lower(token.algorithm) == "none" || token.signature.empty())
        return refuse("the token is not signed", "RFC 8725 3.2");
    const auto* const key = TRY(key_for(token, set));
    if (token.algorithm != name_of(key->algorithm))
        return refuse("the token is signed with '" + printable(token.algorithm, 32) +
                          "', its key is for " + std::string(name_of(key->algorithm)),
                      "RFC 8725 3.1");
    TRY(check_key_issuer(token, *key));
    const auto signature = TRY(from_jose(key->algorithm, token.signature));
    const auto info = TRY(x509::parse_public_key_info(key->info));
    const auto public_key = TRY(x509::to_key(info));
    if (!ossl::verifies(public_key, scheme_of(key->algorithm), bytes_of(token.signed_part.reveal()),
                        signature))
        return refuse("the signature of the token is wrong", "RFC 7515 5.2");
    return {};
}

} // namespace mdm::jose
