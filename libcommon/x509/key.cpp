#include "x509/key.h"

#include "core/base64.h"
#include "core/text.h"
#include "ossl/key.h"
#include "x509/der.h"
#include "x509/encrypted_key.h"
#include "x509/pem.h"
#include "x509/public_key.h"

#include <optional>

#include <openssl/bio.h>
#include <openssl/pem.h>

namespace mdm::x509 {
namespace {

struct KeyTypeRow {
    std::string_view word;
    KeyType type;
};
constexpr KeyTypeRow key_types[] = {
    {"rsa2048", KeyType::rsa_2048}, {"rsa3072", KeyType::rsa_3072}, {"rsa4096", KeyType::rsa_4096},
    {"p256", KeyType::p256},        {"p384", KeyType::p384},        {"p521", KeyType::p521},
};

///     RSAPrivateKey ::= SEQUENCE { version, modulus, ... coefficient }  (RFC 8017 A.1.2)
Result<ossl::Key> parse_rsa(ByteView der)
{
    der::Reader outer(der);
    auto key = TRY(outer.enter(der::sequence, "the RSA private key"));
    TRY(outer.end("the RSA private key"));
    const auto version = TRY(key.take(der::integer, "the version of the RSA private key"));
    if (!der::same(version.content, Bytes{0}))
        return Error{Errc::malformed, "an RSA private key of more than two primes",
                     "RFC 8017 A.1.2"};
    ossl::RsaNumbers numbers;
    for (auto& number : numbers)
        number = TRY(key.positive("a number of the RSA private key"));
    TRY(key.end("the RSA private key"));
    return ossl::rsa_private_key(numbers);
}

///     ECPrivateKey ::= SEQUENCE { version, privateKey OCTET STRING, parameters [0] OPTIONAL,
///                                 publicKey [1] BIT STRING OPTIONAL }  (RFC 5915 3)
Result<ossl::Key> parse_ec(ByteView der, std::optional<ossl::Curve> curve)
{
    der::Reader outer(der);
    auto key = TRY(outer.enter(der::sequence, "the EC private key"));
    TRY(outer.end("the EC private key"));
    TRY(key.take(der::integer, "the version of the EC private key"));
    const auto scalar = TRY(key.take(der::octet_string, "the EC private key")).content;
    if (key.next_is(der::context(0))) {
        const auto parameters = TRY(key.take(der::context(0), "the curve")).content;
        curve = TRY(parse_curve(parameters));
    }
    if (!curve)
        return Error{Errc::malformed, "an EC private key that does not say its curve",
                     "RFC 5915 3"};
    if (!key.next_is(der::context(1))) {
        const auto point = TRY(ossl::ec_point_of(*curve, scalar));
        return ossl::ec_private_key(*curve, scalar, point);
    }
    auto inner = TRY(key.enter(der::context(1), "the public half of the EC private key"));
    const auto point = TRY(inner.octets_of_bits("the public half of the EC private key"));
    return ossl::ec_private_key(*curve, scalar, point);
}

///     PrivateKeyInfo ::= SEQUENCE { version, privateKeyAlgorithm AlgorithmIdentifier,
///                                   privateKey OCTET STRING, ... }  (RFC 5958 2)
Result<ossl::Key> parse_pkcs8(ByteView der)
{
    der::Reader outer(der);
    auto info = TRY(outer.enter(der::sequence, "the private key"));
    TRY(outer.end("the private key"));
    TRY(info.take(der::integer, "the version of the private key"));
    const auto algorithm = TRY(info.take(der::sequence, "the algorithm of the private key"));
    const auto key = TRY(info.take(der::octet_string, "the private key")).content;
    if (der::same(algorithm.whole, rsa_key_algorithm()))
        return parse_rsa(key);
    for (const auto curve : {ossl::Curve::p256, ossl::Curve::p384, ossl::Curve::p521})
        if (der::same(algorithm.whole, ec_key_algorithm(curve)))
            return parse_ec(key, curve);
    return Error{Errc::malformed,
                 "a private key that is neither RSA nor EC on P-256, P-384 or P-521"};
}

/// Only the first private key counts; "EC PARAMETERS" may stand before it.
Result<PemBlock> find_private_key(std::string_view pem)
{
    for (;;) {
        const auto block = TRY(find_pem_block(pem));
        if (!block)
            return Error{Errc::malformed, "no PEM private key", "RFC 7468 10"};
        if (block->label.ends_with("PRIVATE KEY"))
            return *block;
        pem = block->rest;
    }
}

constexpr std::string_view encrypted_label = "ENCRYPTED PRIVATE KEY";

Result<Wiped> decode(const PemBlock& block)
{
    auto decoded = decode_base64(block.body);
    if (!decoded)
        return Error{Errc::malformed, "a PEM private key that is not base64", "RFC 7468 3"};
    return Wiped(std::move(*decoded));
}

} // namespace

Result<KeyType> key_type_from(std::string_view word)
{
    for (const auto& row : key_types)
        if (row.word == word)
            return row.type;
    return Error{Errc::usage, "a key of type \"" + printable(word, 32) +
                                  "\"; rsa2048, rsa3072, rsa4096, p256, p384 or p521 was expected"};
}

Result<ossl::Key> make_key(KeyType type)
{
    switch (type) {
    case KeyType::rsa_2048:
        return ossl::make_rsa_key(2048);
    case KeyType::rsa_3072:
        return ossl::make_rsa_key(3072);
    case KeyType::rsa_4096:
        return ossl::make_rsa_key(4096);
    case KeyType::p256:
        return ossl::make_ec_key(ossl::Curve::p256);
    case KeyType::p384:
        return ossl::make_ec_key(ossl::Curve::p384);
    case KeyType::p521:
        break;
    }
    return ossl::make_ec_key(ossl::Curve::p521);
}

Result<ossl::Key> parse_private_key(const Secret& pem)
{
    const auto block = TRY(find_private_key(pem.reveal()));
    if (block.label == encrypted_label)
        return Error{Errc::malformed, "an encrypted private key; an unencrypted one was expected"};
    // Traditional blocks say so in a header of their own (RFC 1421 4.6.1.1).
    if (block.body.find("ENCRYPTED") != block.body.npos)
        return Error{Errc::malformed, "a private key that is encrypted in the way before PKCS #8; "
                                      "openssl pkcs8 -topk8 makes a new form of it"};
    const Wiped der = TRY(decode(block));
    if (block.label == "PRIVATE KEY")
        return parse_pkcs8(der.bytes);
    if (block.label == "RSA PRIVATE KEY")
        return parse_rsa(der.bytes);
    if (block.label == "EC PRIVATE KEY")
        return parse_ec(der.bytes, std::nullopt);
    return Error{Errc::malformed, "a PEM block " + printable(block.label, 32) +
                                      "; a private key of RSA or EC was expected"};
}

bool is_encrypted(const Secret& pem)
{
    const auto block = find_private_key(pem.reveal());
    return block && block->label == encrypted_label;
}

Result<ossl::Key> parse_encrypted_key(const Secret& pem, const Secret& passphrase)
{
    const auto block = TRY(find_private_key(pem.reveal()));
    const Wiped encrypted = TRY(decode(block));
    const Wiped der = TRY(decrypt_key(encrypted.bytes, passphrase));
    return parse_pkcs8(der.bytes);
}

Result<Secret> to_encrypted_pem(const ossl::Key& private_key, const Secret& passphrase)
{
    const auto der = TRY(encrypt_key(private_key, passphrase));
    return Secret(to_pem_block(encrypted_label, der));
}

Result<Secret> to_pem(const ossl::Key& private_key)
{
    const ossl::Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), private_key.get(), nullptr, nullptr, 0,
                                              nullptr, nullptr) != 1)
        return ossl::last_error(Errc::environment, "cannot write the private key");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return Secret(std::string(text, static_cast<std::size_t>(size)));
}

} // namespace mdm::x509
