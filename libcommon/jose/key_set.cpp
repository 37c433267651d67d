#include "jose/key_set.h"

#include "core/file.h"
#include "core/text.h"
#include "jose/base64url.h"
#include "jose/json.h"
#include "x509/der.h"

#include <algorithm>

namespace mdm::jose {
namespace {

namespace der = x509::der;

constexpr std::size_t most_keys = 1000;
constexpr std::string_view clause = "RFC 7517 4";

/// A member in base64url that must be there.
Result<Bytes> octets(const Json& jwk, const char* name)
{
    const auto text = TRY(text_member(jwk, name, "the key"));
    if (text.empty())
        return Error{Errc::malformed, std::string("the key has no '") + name + "'", "RFC 7518 6"};
    return TRY_WITHIN(name, decode_base64url(text));
}

/// RFC 7518 6.3.1
Result<Bytes> rsa_info(const Json& jwk)
{
    const auto modulus = TRY(octets(jwk, "n"));
    const auto exponent = TRY(octets(jwk, "e"));
    const Bytes numbers = der::element(
        der::sequence, {der::unsigned_integer(modulus), der::unsigned_integer(exponent)});
    return der::element(der::sequence, {x509::rsa_key_algorithm(), der::bits(numbers)});
}

/// RFC 7518 6.2.1
Result<Bytes> ec_info(const Json& jwk)
{
    const auto name = TRY(text_member(jwk, "crv", "the key"));
    for (const auto curve : {ossl::Curve::p256, ossl::Curve::p384, ossl::Curve::p521}) {
        if (name != x509::name_of(curve))
            continue;
        Bytes point = {4}; // uncompressed (SEC 1 2.3.3)
        for (const char* coordinate : {"x", "y"}) {
            const auto half = TRY(octets(jwk, coordinate));
            if (half.size() != ossl::coordinate_size(curve))
                return Error{Errc::malformed, "a coordinate is not of the size of its curve",
                             "RFC 7518 6.2.1.2"};
            point.insert(point.end(), half.begin(), half.end());
        }
        return der::element(der::sequence, {x509::ec_key_algorithm(curve), der::bits(point)});
    }
    return Error{Errc::refused, "the curve '" + printable(name, 32) + "' is not known"};
}

/// Whether a key may verify signatures (RFC 7517 4.2, 4.3).
Result<void> check_use(const Json& jwk)
{
    const auto use = TRY(text_member(jwk, "use", "the key"));
    if (!use.empty() && use != "sig")
        return Error{Errc::refused, "it is for the use '" + printable(use, 32) + "'"};
    const auto operations = jwk.find("key_ops");
    if (operations == jwk.end())
        return {};
    const bool verifies =
        operations->is_array() &&
        std::find(operations->begin(), operations->end(), "verify") != operations->end();
    if (!verifies)
        return Error{Errc::refused, "its key_ops do not have 'verify'"};
    return {};
}

Result<Bytes> info_of(const Json& jwk)
{
    const auto type = TRY(text_member(jwk, "kty", "the key"));
    if (type == "RSA")
        return rsa_info(jwk);
    if (type == "EC")
        return ec_info(jwk);
    return Error{Errc::refused, "the type '" + printable(type, 32) + "' is neither RSA nor EC"};
}

Result<PublicKey> parse_key(const Json& jwk)
{
    if (!jwk.is_object())
        return Error{Errc::malformed, "not an object", clause};
    PublicKey key;
    key.info = TRY(info_of(jwk));
    TRY(check_use(jwk));
    const auto info = TRY(x509::parse_public_key_info(key.info));
    const auto algorithm = TRY(text_member(jwk, "alg", "the key"));
    key.algorithm = algorithm.empty() ? usual_algorithm(info) : TRY(algorithm_from(algorithm));
    TRY(check_fit(info, key.algorithm));
    TRY(x509::to_key(info));
    key.id = TRY(text_member(jwk, "kid", "the key"));
    key.issuer = TRY(text_member(jwk, "issuer", "the key"));
    return key;
}

Result<void> add(KeySet& set, PublicKey key)
{
    for (const PublicKey& other : set.keys)
        if (other.id == key.id && other.algorithm == key.algorithm && !key.id.empty())
            return Error{Errc::malformed, "two keys with the kid '" + printable(key.id, 64) + "'",
                         "RFC 7517 4.5"};
    set.keys.push_back(std::move(key));
    return {};
}

/// "key 2 (kid 'a'): why"
std::string complaint(const Json& jwk, std::size_t number, const Error& error)
{
    const auto id = jwk.is_object() ? text_member(jwk, "kid", "") : Result<std::string>("");
    std::string text = "key " + std::to_string(number);
    if (id && !id->empty())
        text += " (kid '" + printable(*id, 64) + "')";
    return text + ": " + error.message;
}

} // namespace

Result<KeySet> parse_key_set(std::string_view json)
{
    if (json.size() > key_set_limit)
        return Error{Errc::malformed, "a JWK set of more than 1 MiB"};
    const auto object = TRY(parse_object(json, "the JWK set"));
    const auto keys = object.find("keys");
    if (keys == object.end() || !keys->is_array() || keys->size() > most_keys)
        return Error{Errc::malformed,
                     "not a JWK set: it must have an array 'keys' of at most " +
                         std::to_string(most_keys),
                     "RFC 7517 5"};
    KeySet set;
    for (const Json& jwk : *keys) {
        auto key = parse_key(jwk);
        if (key)
            TRY(add(set, std::move(key).value()));
        else
            set.left_out.push_back(
                complaint(jwk, set.keys.size() + set.left_out.size() + 1, key.error()));
    }
    if (set.keys.empty())
        return Error{Errc::malformed,
                     "a JWK set without a usable key" +
                         (set.left_out.empty() ? std::string() : ": " + set.left_out.front()),
                     "RFC 7517 5"};
    return set;
}

Result<KeySet> load_key_set(const std::string& path)
{
    const auto text = TRY(read_file(path, key_set_limit));
    return TRY_WITHIN(path, parse_key_set(text));
}

Result<KeySet> key_set_of(const SigningKey& key)
{
    auto info = TRY(x509::public_key_info(key.key));
    return KeySet{{PublicKey{.id = key.id, .algorithm = key.algorithm, .info = std::move(info)}}};
}

} // namespace mdm::jose
