#include "core/text.h"
#include "inspect/lint_parts.h"
#include "pkcs7/signed_data.h"
#include "x509/certificate.h"
#include "x509/public_key.h"
#include "x509/request.h"
#include "x509/signed.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

void find(Report& report, const Element* at, std::string_view rule, std::string found,
          std::string expected)
{
    if (at != nullptr)
        report.find(rule, *at, std::move(found), std::move(expected));
    else
        report.find(rule, std::move(found), std::move(expected));
}

/// A key that is too small, and a signature by SHA-1.
void lint_strength(Report& report, const Element* at, ByteView public_key_info, ByteView whole)
{
    constexpr unsigned least = 2048;
    const auto key = x509::parse_public_key_info(public_key_info);
    if (!key)
        find(report, at, "key", key.error().message, "RSA, or EC on P-256, P-384 or P-521");
    else if (key->kind == x509::KeyKind::rsa && key->rsa_bits() < least)
        find(report, at, "key", x509::name_of(*key), "RSA of 2048 bits or more");
    const auto parts = x509::parse_signed(whole, "it", {});
    const auto algorithm = parts ? x509::parse_signature_algorithm(parts->algorithm)
                                 : Result<x509::SignatureAlgorithm>(parts.error());
    if (!algorithm)
        find(report, at, "hash", algorithm.error().message, "SHA-256, SHA-384 or SHA-512");
    else if (algorithm->scheme.hash == ossl::Hash::sha1)
        find(report, at, "hash", "a signature with SHA-1", "SHA-256, SHA-384 or SHA-512");
}

} // namespace

void lint_request(Report& report, ByteView der, const Element* at)
{
    const x509::KeyRules any{.rsa_bits_min = 512, .rsa_bits_max = 16384, .sha1_signature = true};
    const auto request = x509::parse_request(der, any);
    if (!request) {
        const bool form = request.error().code == Errc::malformed;
        find(report, at, form ? "request" : "request-signature", request.error().message,
             form ? "one PKCS #10 request in DER" : "a request that its own key signed");
        return;
    }
    lint_strength(report, at, request->public_key_info, der);
}

void lint_certificate(Report& report, ByteView der, const Element* at)
{
    constexpr std::size_t most = 20;
    constexpr std::size_t least = 6; // what 64 random bits may begin with is zeros
    const auto certificate = x509::parse_certificate(der);
    if (!certificate) {
        find(report, at, "certificate", certificate.error().message, "one certificate in DER");
        return;
    }
    if (certificate->not_after <= certificate->not_before)
        find(report, at, "validity", "a certificate that ends before it begins",
             "notBefore before notAfter");
    const auto serial = certificate->serial.size();
    if (serial == 0 || serial > most)
        find(report, at, "serial", fmt::format("a serial number of {} octets", serial), "1 to 20");
    else if (serial < least && !x509::is_self_signed(*certificate))
        find(report, at, "serial-short", fmt::format("a serial number of {} octets", serial),
             "64 random bits or more");
    lint_strength(report, at, certificate->public_key_info, der);
}

void lint_cms(Report& report, ByteView ber, const Element* at)
{
    const auto message = pkcs7::SignedData::parse(ber);
    if (!message) {
        find(report, at, "renewal", message.error().message,
             "SignedData with the request inside, one signer and the old certificate");
        return;
    }
    const auto content = message->verify(true);
    if (!content) {
        find(report, at, "renewal-signature", content.error().message,
             "a signature by the old key");
        return;
    }
    lint_request(report, *content, at);
    const auto request = x509::parse_request(*content, {.sha1_signature = true});
    const auto signer = x509::parse_certificate(message->signer_certificate());
    if (request && signer && request->public_key_info == signer->public_key_info)
        find(report, at, "renewal-same-key", "the key of the old certificate", "a new key");
}

} // namespace mdm::inspect
