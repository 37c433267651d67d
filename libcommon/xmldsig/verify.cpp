#include "xmldsig/verify.h"

#include "ossl/handles.h"
#include "x509/certificate.h"
#include "x509/public_key.h"
#include "xml/document.h"
#include "xmldsig/key_info.h"
#include "xmldsig/signed_info.h"

#include <algorithm>

// The first of xmlsec1's own, which needs to stand before them.
#include <xmlsec/xmlsec.h>

#include <libxml/tree.h>
#include <openssl/evp.h>
#include <xmlsec/errors.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>

namespace mdm::xmldsig {
namespace {

namespace ns = xml::ns;

constexpr unsigned rsa_bits_min = 2048;
constexpr unsigned rsa_bits_max = 8192;

struct FreeContext {
    void operator()(xmlSecDSigCtx* context) const { xmlSecDSigCtxDestroy(context); }
    void operator()(xmlSecKey* key) const { xmlSecKeyDestroy(key); }
    void operator()(xmlSecKeyData* data) const { xmlSecKeyDataDestroy(data); }
};
template <class T>
using Owned = std::unique_ptr<T, FreeContext>;

const Error broken{Errc::environment, "xmlsec1 cannot verify a signature"};
const Error does_not_verify{Errc::refused, "the signature does not verify",
                            "XML Signature 1.0, 3.2"};

void say_nothing(const char* /*file*/, int /*line*/, const char* /*function*/,
                 const char* /*object*/, const char* /*subject*/, int /*reason*/,
                 const char* /*message*/)
{
}

Result<void> start_xmlsec()
{
    static const bool started = [] {
        ossl::initialize();
        xmlSecErrorsSetCallback(say_nothing);
        return xmlSecInit() >= 0 && xmlSecOpenSSLInit() >= 0;
    }();
    return started ? Result<void>{} : Result<void>{broken};
}

/// The key of a certificate, for xmlsec1.
Result<Owned<xmlSecKey>> key_of(ByteView certificate_der)
{
    const auto certificate = TRY(x509::parse_certificate(certificate_der));
    const auto info = TRY(x509::parse_public_key_info(certificate.public_key_info));
    if (info.kind == x509::KeyKind::rsa &&
        (info.rsa_bits() < rsa_bits_min || info.rsa_bits() > rsa_bits_max))
        return Error{Errc::refused, "the key of the certificate is " + x509::name_of(info) +
                                        ": expected RSA 2048 to 8192, or EC"};
    auto numbers = TRY(x509::to_key(info));
    Owned<xmlSecKeyData> data(xmlSecOpenSSLEvpKeyAdopt(numbers.get()));
    if (!data)
        return broken;
    numbers.release(); // it is the data's now
    Owned<xmlSecKey> key(xmlSecKeyCreate());
    if (!key || xmlSecKeySetValue(key.get(), data.get()) < 0)
        return broken;
    data.release();
    return key;
}

/// Lets xmlsec1 do what a good message needs, and nothing else.
Result<Owned<xmlSecDSigCtx>> make_context(Owned<xmlSecKey> key)
{
    Owned<xmlSecDSigCtx> context(xmlSecDSigCtxCreate(nullptr));
    if (!context)
        return broken;
    context->signKey = key.release();
    context->flags =
        XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES | XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS;
    context->enabledReferenceUris =
        xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
    const auto all = [&](auto enable, std::initializer_list<xmlSecTransformId> transforms) {
        return std::all_of(transforms.begin(), transforms.end(), [&](xmlSecTransformId transform) {
            return enable(context.get(), transform) >= 0;
        });
    };
    const bool enabled =
        all(xmlSecDSigCtxEnableReferenceTransform,
            {xmlSecTransformEnvelopedId, xmlSecTransformExclC14NId, xmlSecOpenSSLTransformSha256Id,
             xmlSecOpenSSLTransformSha384Id, xmlSecOpenSSLTransformSha512Id}) &&
        all(xmlSecDSigCtxEnableSignatureTransform,
            {xmlSecTransformExclC14NId, xmlSecOpenSSLTransformRsaSha256Id,
             xmlSecOpenSSLTransformRsaSha384Id, xmlSecOpenSSLTransformRsaSha512Id,
             xmlSecOpenSSLTransformEcdsaSha256Id, xmlSecOpenSSLTransformEcdsaSha384Id,
             xmlSecOpenSSLTransformEcdsaSha512Id});
    return enabled ? Result<Owned<xmlSecDSigCtx>>{std::move(context)}
                   : Result<Owned<xmlSecDSigCtx>>{broken};
}

/// What was digested for each reference, in order. Fails with refused unless they are the
/// references that were read.
Result<std::vector<std::string>> digested(xmlSecDSigCtx* context, const Coverage& coverage)
{
    std::vector<std::string> octets;
    const auto count = xmlSecPtrListGetSize(&context->signedInfoReferences);
    for (xmlSecSize i = 0; i < count && count == coverage.uris.size(); ++i) {
        auto* const reference = static_cast<xmlSecDSigReferenceCtx*>(
            xmlSecPtrListGetItem(&context->signedInfoReferences, i));
        const auto* const uri = reinterpret_cast<const char*>(reference->uri);
        auto* const buffer = xmlSecDSigReferenceCtxGetPreDigestBuffer(reference);
        if (reference->status != xmlSecDSigStatusSucceeded || buffer == nullptr ||
            coverage.uris[i] != (uri == nullptr ? "" : uri))
            return does_not_verify;
        octets.emplace_back(reinterpret_cast<const char*>(xmlSecBufferGetData(buffer)),
                            xmlSecBufferGetSize(buffer));
    }
    if (octets.empty())
        return does_not_verify;
    return octets;
}

/// An envelope around the parts that are signed. Its prefixes are in scope inside and change
/// nothing there: the canonical form of a part declares every prefix that it uses, and no default
/// namespace is declared around it.
std::string assemble(const Coverage& coverage, const std::vector<std::string>& octets,
                     const Layout& layout)
{
    std::string blocks;
    std::string security;
    std::string body;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const Node* const part = coverage.parts[i];
        std::string& place = part == layout.body                  ? body
                             : parent_of(part) == layout.security ? security
                                                                  : blocks;
        place += octets[i];
    }
    const std::string soap(name_of(layout.envelope).space);
    return "<soap:Envelope xmlns:soap=\"" + soap + "\"><soap:Header>" + blocks +
           "<wsse:Security xmlns:wsse=\"" + std::string(ns::secext) + "\">" + security +
           "</wsse:Security></soap:Header>" + body + "</soap:Envelope>";
}

} // namespace

Result<Signed> verify(std::string_view message, std::size_t limit)
{
    // Before libxml2 sees it: bounded, and without a DTD.
    TRY(xml::parse(bytes_of(message), {.bytes = limit}));
    TRY(start_xmlsec());
    const auto tree = TRY(parse_tree(message));
    const auto layout = TRY(find_layout(tree));
    const auto coverage = TRY(read_signed_info(tree, layout));
    auto certificates = TRY(read_certificates(tree, layout));
    auto key = TRY_WITHIN("BinarySecurityToken", key_of(certificates.signer));
    const auto context = TRY(make_context(std::move(key)));
    if (xmlSecDSigCtxVerify(context.get(), layout.signature) < 0 ||
        context->status != xmlSecDSigStatusSucceeded)
        return does_not_verify;
    auto octets = TRY(digested(context.get(), coverage));
    return Signed{.certificate = std::move(certificates.signer),
                  .beside = std::move(certificates.beside),
                  .whole = coverage.whole,
                  .envelope = coverage.whole ? std::move(octets.front())
                                             : assemble(coverage, octets, layout)};
}

} // namespace mdm::xmldsig
