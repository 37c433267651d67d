#include "device/signature.h"

#include "core/base64.h"
#include "core/file.h"
#include "ossl/digest.h"
#include "ossl/signature.h"
#include "x509/certificate.h"
#include "x509/der.h"
#include "x509/key.h"
#include "x509/public_key.h"
#include "xml/canonical.h"
#include "xml/document.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

constexpr std::string_view exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
constexpr std::string_view key_type =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509";

/// The SignedInfo in its canonical form, in which it also stands in the message.
std::string signed_info(std::string_view method, std::string_view digest)
{
    return fmt::format(
        R"(<SignedInfo xmlns="{0}">)"
        R"(<CanonicalizationMethod Algorithm="{1}"></CanonicalizationMethod>)"
        R"(<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{2}-sha256">)"
        R"(</SignatureMethod><Reference URI=""><Transforms>)"
        R"(<Transform Algorithm="{0}enveloped-signature"></Transform>)"
        R"(<Transform Algorithm="{1}"></Transform></Transforms>)"
        R"(<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>)"
        R"(<DigestValue>{3}</DigestValue></Reference></SignedInfo>)",
        xml::ns::signature, exclusive, method, digest);
}

/// The two numbers of an ECDSA signature, each as long as a coordinate (RFC 4050 3.3).
Result<Bytes> flat(ByteView signature, std::size_t size)
{
    x509::der::Reader outer(signature);
    auto numbers = TRY(outer.enter(x509::der::sequence, "the signature"));
    Bytes out;
    for (int i = 0; i < 2; ++i) {
        const auto number = TRY(numbers.positive("the signature"));
        out.resize(out.size() + size - number.size());
        out.insert(out.end(), number.begin(), number.end());
    }
    return out;
}

Result<Bytes> sign(std::string_view text, const SigningCertificate& signer,
                   const x509::PublicKeyInfo& key)
{
    const auto maker = TRY(ossl::Signer::make(signer.key, ossl::Hash::sha256));
    auto signature = TRY(maker.sign(bytes_of(text)));
    if (key.kind == x509::KeyKind::rsa)
        return signature;
    return flat(signature, ossl::coordinate_size(key.curve));
}

/// The Security header's prefix, and where its end tag begins.
Result<std::pair<std::string, std::size_t>> find_end(const std::string& message)
{
    const std::size_t end = message.rfind(":Security>");
    const std::size_t begin = end == message.npos ? end : message.rfind("</", end);
    if (begin == message.npos)
        return Error{Errc::malformed, "the message has no Security header to sign in"};
    return std::pair(message.substr(begin + 2, end - begin - 2), begin);
}

} // namespace

Result<SigningCertificate> read_signing_certificate(const std::string& certificate_file,
                                                    const std::string& key_file)
{
    const auto content = TRY(read_file(certificate_file));
    const auto certificates = TRY_WITHIN(certificate_file, x509::parse_certificate_file(content));
    const auto pem = TRY(read_secret_file(key_file));
    auto key = TRY_WITHIN(key_file, x509::parse_private_key(pem));
    if (!x509::matches(certificates.front(), key))
        return Error{Errc::refused,
                     key_file + ": not the key of the certificate in " + certificate_file};
    return SigningCertificate{certificates.front().der, std::move(key)};
}

Result<std::string> sign_message(const std::string& message, const SigningCertificate& signer)
{
    const auto document = TRY(xml::parse(bytes_of(message)));
    const auto [prefix, end] = TRY(find_end(message));
    const auto info = TRY(x509::public_key_info(signer.key));
    const auto key = TRY(x509::parse_public_key_info(info));
    const auto digest = ossl::sha256(bytes_of(xml::canonical(document.root())));
    const std::string what =
        signed_info(key.kind == x509::KeyKind::rsa ? "rsa" : "ecdsa", encode_base64(digest));
    const auto value = TRY(sign(what, signer, key));
    std::string signed_message = message;
    signed_message.insert(
        end,
        fmt::format(R"(<Signature xmlns="{0}">{1}<SignatureValue>{2}</SignatureValue><KeyInfo>)"
                    R"(<{3}:SecurityTokenReference><{3}:Reference URI="#{4}" ValueType="{5}"/>)"
                    R"(</{3}:SecurityTokenReference></KeyInfo></Signature>)",
                    xml::ns::signature, what, encode_base64(value), prefix, signing_token_id,
                    key_type));
    return signed_message;
}

} // namespace mdm::device
