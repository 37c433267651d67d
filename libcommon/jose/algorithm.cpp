#include "jose/algorithm.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::jose {
namespace {

using ossl::Curve;
using ossl::Hash;

struct Row {
    std::string_view name;
    Algorithm algorithm;
    ossl::Scheme scheme; ///< the salt of PSS is as long as the hash (RFC 7518 3.5)
    std::optional<Curve> curve = {};
};

const Row rows[] = {
    {"RS256", Algorithm::rs256, {Hash::sha256}},
    {"RS384", Algorithm::rs384, {Hash::sha384}},
    {"RS512", Algorithm::rs512, {Hash::sha512}},
    {"PS256", Algorithm::ps256, {Hash::sha256, 32}},
    {"PS384", Algorithm::ps384, {Hash::sha384, 48}},
    {"PS512", Algorithm::ps512, {Hash::sha512, 64}},
    {"ES256", Algorithm::es256, {Hash::sha256}, Curve::p256},
    {"ES384", Algorithm::es384, {Hash::sha384}, Curve::p384},
    {"ES512", Algorithm::es512, {Hash::sha512}, Curve::p521},
};

const Row& row_of(Algorithm algorithm)
{
    return *std::find_if(std::begin(rows), std::end(rows),
                         [&](const Row& row) { return row.algorithm == algorithm; });
}

} // namespace

std::string_view name_of(Algorithm algorithm)
{
    return row_of(algorithm).name;
}

Result<Algorithm> algorithm_from(std::string_view word)
{
    for (const Row& row : rows)
        if (row.name == word)
            return row.algorithm;
    return Error{Errc::refused,
                 "the algorithm '" + printable(word, 32) +
                     "' is not taken; one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, "
                     "ES384 and ES512 was expected",
                 "RFC 8725 3.1"};
}

Algorithm usual_algorithm(const x509::PublicKeyInfo& key)
{
    if (key.kind == x509::KeyKind::rsa)
        return Algorithm::rs256;
    return std::find_if(std::begin(rows), std::end(rows),
                        [&](const Row& row) { return row.curve == key.curve; })
        ->algorithm;
}

Result<void> check_fit(const x509::PublicKeyInfo& key, Algorithm algorithm)
{
    const Row& row = row_of(algorithm);
    const bool rsa = key.kind == x509::KeyKind::rsa;
    if (rsa == row.curve.has_value() || (!rsa && *row.curve != key.curve))
        return Error{Errc::refused,
                     "a key of type " + x509::name_of(key) + " is not for " + std::string(row.name),
                     "RFC 7518 3.1"};
    if (rsa && key.rsa_bits() < least_rsa_bits)
        return Error{Errc::refused,
                     "an RSA key of " + std::to_string(key.rsa_bits()) + " bits; at least " +
                         std::to_string(least_rsa_bits) + " were expected",
                     "RFC 7518 3.3"};
    return {};
}

ossl::Scheme scheme_of(Algorithm algorithm)
{
    return row_of(algorithm).scheme;
}

std::optional<ossl::Curve> curve_of(Algorithm algorithm)
{
    return row_of(algorithm).curve;
}

} // namespace mdm::jose
