#include "x509/signed.h"

#include "x509/der.h"

namespace mdm::x509 {
namespace {

using ossl::Hash;

struct AlgorithmRow {
    std::string_view oid;
    std::string_view name;
    KeyKind key;
    std::optional<Hash> hash; ///< none: known by name, never taken
};
// RFC 3279 2.2, RFC 4055 5, RFC 5758 3.
constexpr AlgorithmRow algorithms[] = {
    {"1.2.840.113549.1.1.11", "sha256WithRSAEncryption", KeyKind::rsa, Hash::sha256},
    {"1.2.840.113549.1.1.12", "sha384WithRSAEncryption", KeyKind::rsa, Hash::sha384},
    {"1.2.840.113549.1.1.13", "sha512WithRSAEncryption", KeyKind::rsa, Hash::sha512},
    {"1.2.840.113549.1.1.5", "sha1WithRSAEncryption", KeyKind::rsa, Hash::sha1},
    {"1.2.840.10045.4.3.2", "ecdsa-with-SHA256", KeyKind::ec, Hash::sha256},
    {"1.2.840.10045.4.3.3", "ecdsa-with-SHA384", KeyKind::ec, Hash::sha384},
    {"1.2.840.10045.4.3.4", "ecdsa-with-SHA512", KeyKind::ec, Hash::sha512},
    {"1.2.840.10045.4.1", "ecdsa-with-SHA1", KeyKind::ec, Hash::sha1},
    {"1.2.840.113549.1.1.4", "md5WithRSAEncryption", KeyKind::rsa, std::nullopt},
    {"1.2.840.113549.1.1.14", "sha224WithRSAEncryption", KeyKind::rsa, std::nullopt},
    {"1.2.840.10045.4.3.1", "ecdsa-with-SHA224", KeyKind::ec, std::nullopt},
};

constexpr std::string_view rsassa_pss = "1.2.840.113549.1.1.10";
constexpr std::string_view mgf1 = "1.2.840.113549.1.1.8";

struct HashRow {
    std::string_view oid;
    Hash hash;
};
constexpr HashRow hashes[] = {
    {"2.16.840.1.101.3.4.2.1", Hash::sha256},
    {"2.16.840.1.101.3.4.2.2", Hash::sha384},
    {"2.16.840.1.101.3.4.2.3", Hash::sha512},
    {"1.3.14.3.2.26", Hash::sha1},
};

Error refused_algorithm(std::string_view name)
{
    return {Errc::refused, "signed with " + std::string(name) +
                               "; RSA or ECDSA with SHA-256, SHA-384 or SHA-512 was expected"};
}

/// Of hashes and of RSA the parameters are NULL or absent (RFC 4055 2.1, 5).
Result<void> no_parameters(der::Reader& reader, std::string_view what)
{
    if (!reader.at_end())
        TRY(reader.take(der::null, what));
    return reader.end(what);
}

Result<Hash> parse_hash(der::Reader& reader)
{
    auto algorithm = TRY(reader.enter(der::sequence, "the hash of RSASSA-PSS"));
    TRY(reader.end("the hash of RSASSA-PSS"));
    const auto oid = TRY(algorithm.take(der::object_identifier, "the hash of RSASSA-PSS"));
    TRY(no_parameters(algorithm, "the hash of RSASSA-PSS"));
    const std::string text = der::oid_text(oid.content);
    for (const auto& row : hashes)
        if (row.oid == text)
            return row.hash;
    return refused_algorithm("RSASSA-PSS and hash " + text);
}

Result<Hash> parse_mask(der::Reader& reader)
{
    auto algorithm = TRY(reader.enter(der::sequence, "the mask of RSASSA-PSS"));
    TRY(reader.end("the mask of RSASSA-PSS"));
    const auto oid = TRY(algorithm.take(der::object_identifier, "the mask of RSASSA-PSS"));
    if (der::oid_text(oid.content) != mgf1)
        return refused_algorithm("RSASSA-PSS and a mask other than MGF1");
    return parse_hash(algorithm);
}

/// A salt length or a trailer field: a number of at most two octets.
Result<int> parse_small_number(der::Reader& reader, der::Tag tag)
{
    constexpr std::string_view what = "a number of RSASSA-PSS";
    auto outer = TRY(reader.enter(tag, what));
    const auto number = TRY(outer.take(der::integer, what)).content;
    TRY(outer.end(what));
    if (number.empty() || number.size() > 2 || number[0] >= 0x80)
        return Error{Errc::malformed, std::string(what) + " is out of range", "RFC 4055 3.1"};
    return number.size() == 1 ? int{number[0]} : number[0] << 8 | number[1];
}

///     RSASSA-PSS-params ::= SEQUENCE {
///          hashAlgorithm    [0] DEFAULT sha1,  maskGenAlgorithm [1] DEFAULT mgf1SHA1,
///          saltLength       [2] DEFAULT 20,    trailerField     [3] DEFAULT 1 }  (RFC 4055 3.1)
Result<SignatureAlgorithm> parse_pss(der::Reader& outer)
{
    auto params = TRY(outer.enter(der::sequence, "the parameters of RSASSA-PSS"));
    TRY(outer.end("the parameters of RSASSA-PSS"));
    Hash hash = Hash::sha1;
    Hash mask = Hash::sha1;
    int salt_length = 20;
    if (params.next_is(der::context(0))) {
        auto inner = TRY(params.enter(der::context(0), "the hash of RSASSA-PSS"));
        hash = TRY(parse_hash(inner));
    }
    if (params.next_is(der::context(1))) {
        auto inner = TRY(params.enter(der::context(1), "the mask of RSASSA-PSS"));
        mask = TRY(parse_mask(inner));
    }
    if (params.next_is(der::context(2)))
        salt_length = TRY(parse_small_number(params, der::context(2)));
    int trailer = 1;
    if (params.next_is(der::context(3)))
        trailer = TRY(parse_small_number(params, der::context(3)));
    TRY(params.end("the parameters of RSASSA-PSS"));
    if (hash != mask || trailer != 1)
        return refused_algorithm("RSASSA-PSS with unusual parameters");
    return SignatureAlgorithm{"rsassaPss", KeyKind::rsa, {hash, salt_length}};
}

} // namespace

Result<Signed> parse_signed(ByteView der, std::string_view what, std::string_view spec)
{
    der::Reader outer(der);
    auto inner = TRY(outer.enter(der::sequence, what));
    if (!outer.at_end())
        return Error{Errc::malformed, "bytes after " + std::string(what), spec};
    Signed parts{};
    parts.body = TRY_WITHIN(what, inner.take(der::sequence, "what is signed")).whole;
    parts.algorithm = TRY_WITHIN(what, inner.take(der::sequence, "the signature algorithm")).whole;
    parts.signature = TRY_WITHIN(what, inner.octets_of_bits("the signature"));
    TRY_WITHIN(what, inner.end("the signature"));
    return parts;
}

Result<SignatureAlgorithm> parse_signature_algorithm(ByteView der)
{
    der::Reader outer(der);
    auto reader = TRY(outer.enter(der::sequence, "the signature algorithm"));
    TRY(outer.end("the signature algorithm"));
    const auto oid = TRY(reader.take(der::object_identifier, "the signature algorithm"));
    const std::string text = der::oid_text(oid.content);
    if (text == rsassa_pss)
        return parse_pss(reader);
    for (const auto& row : algorithms) {
        if (row.oid != text)
            continue;
        if (!row.hash)
            return refused_algorithm(row.name);
        if (row.key == KeyKind::rsa)
            TRY(no_parameters(reader, "the signature algorithm"));
        TRY(reader.end("the signature algorithm"));
        return SignatureAlgorithm{std::string(row.name), row.key, {*row.hash, std::nullopt}};
    }
    return refused_algorithm(text);
}

Bytes signature_algorithm(KeyKind key, ossl::Hash hash)
{
    const AlgorithmRow* found = nullptr;
    for (const auto& row : algorithms)
        if (row.key == key && row.hash == hash)
            found = &row;
    const Bytes oid = der::element(der::object_identifier, {der::oid_from(found->oid).value()});
    // NULL with RSA, nothing with ECDSA (RFC 4055 5, RFC 5758 3.2).
    const Bytes parameters = key == KeyKind::rsa ? der::element(der::null, {}) : Bytes{};
    return der::element(der::sequence, {oid, parameters});
}

Result<void> verify(const Signed& object, const SignatureAlgorithm& algorithm,
                    const PublicKeyInfo& key)
{
    if (algorithm.key != key.kind)
        return Error{Errc::refused, "the signature algorithm " + algorithm.name +
                                        " does not fit the key that is said to have signed"};
    bool good = false;
    if (key.kind == KeyKind::rsa && !algorithm.scheme.pss_salt_length) {
        TRY(check_rsa_numbers(key));
        good = ossl::rsa_verifies(key.modulus, key.exponent, algorithm.scheme.hash, object.body,
                                  object.signature);
    } else {
        const auto public_key = TRY(to_key(key));
        good = ossl::verifies(public_key, algorithm.scheme, object.body, object.signature);
    }
    if (!good)
        return Error{Errc::refused, "the signature does not verify"};
    return {};
}

} // namespace mdm::x509
