#include "device/certificate_request.h"

#include <array>
#include <memory>
#include <utility>

#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace mdm::device {
namespace {

constexpr const char* device_id_oid = "1.3.6.1.4.1.311.66.1.0";

struct FreeExtensions {
    void operator()(STACK_OF(X509_EXTENSION) * extensions) const
    {
        sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    }
};
using Extensions = std::unique_ptr<STACK_OF(X509_EXTENSION), FreeExtensions>;

template <auto Function>
struct FreeWith {
    void operator()(auto* object) const { Function(object); }
};
using Object = std::unique_ptr<ASN1_OBJECT, FreeWith<ASN1_OBJECT_free>>;
using Octets = std::unique_ptr<ASN1_OCTET_STRING, FreeWith<ASN1_OCTET_STRING_free>>;
using Request = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;

Error failed()
{
    return ossl::last_error(Errc::environment, "cannot make the certificate request");
}

/// The bytes of a text with the NUL behind them that std::string keeps.
ByteView with_nul(const std::string& text)
{
    return {reinterpret_cast<const unsigned char*>(text.c_str()), text.size() + 1};
}

bool set_subject(X509_REQ* request, const RequestContent& content)
{
    const bool printable = content.encoding == NameEncoding::printable_with_nul;
    const ByteView value =
        printable ? with_nul(content.common_name) : bytes_of(content.common_name);
    // A type without MBSTRING_FLAG takes the bytes as they are.
    return X509_NAME_add_entry_by_NID(X509_REQ_get_subject_name(request), NID_commonName,
                                      printable ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING,
                                      value.data(), static_cast<int>(value.size()), -1, 0) == 1;
}

bool add(Extensions& extensions, Extension extension)
{
    if (!extension || sk_X509_EXTENSION_push(extensions.get(), extension.get()) <= 0)
        return false;
    extension.release(); // the stack has it now
    return true;
}

bool add_device_id(Extensions& extensions, const std::string& digits)
{
    const Object oid(OBJ_txt2obj(device_id_oid, 1));
    const Octets octets(ASN1_OCTET_STRING_new());
    const ByteView text = with_nul(digits);
    if (!oid || !octets ||
        ASN1_OCTET_STRING_set(octets.get(), text.data(), static_cast<int>(text.size())) != 1)
        return false;
    return add(extensions,
               Extension(X509_EXTENSION_create_by_OBJ(nullptr, oid.get(), 0, octets.get())));
}

bool set_extensions(X509_REQ* request, const RequestContent& content)
{
    Extensions extensions(sk_X509_EXTENSION_new_null());
    return extensions &&
           add(extensions,
               Extension(X509V3_EXT_conf_nid(nullptr, nullptr, NID_ext_key_usage, "clientAuth"))) &&
           add_device_id(extensions, content.device_digits) &&
           X509_REQ_add_extensions(request, extensions.get()) == 1;
}

} // namespace

Result<ossl::Hash> hash_from(std::string_view word)
{
    constexpr std::pair<std::string_view, ossl::Hash> words[] = {
        {"sha1", ossl::Hash::sha1},
        {"sha256", ossl::Hash::sha256},
        {"sha384", ossl::Hash::sha384},
        {"sha512", ossl::Hash::sha512},
    };
    for (const auto& [name, hash] : words)
        if (name == word)
            return hash;
    return Error{Errc::usage,
                 "'" + std::string(word) + "' is none of sha1, sha256, sha384, sha512"};
}

RequestContent request_content(const Device& device)
{
    const std::string digits = request_digits(device);
    return {.common_name = device.enrollment_id.substr(0, 30) + "!" + digits,
            .device_digits = digits};
}

Result<Bytes> make_certificate_request(const ossl::Key& key, const RequestContent& content)
{
    ossl::initialize();
    const Request request(X509_REQ_new());
    if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        !set_subject(request.get(), content) ||
        X509_REQ_set_pubkey(request.get(), key.get()) != 1 ||
        !set_extensions(request.get(), content) ||
        X509_REQ_sign(request.get(), key.get(), ossl::algorithm_of(content.hash)) <= 0)
        return failed();
    unsigned char* encoded = nullptr;
    const int size = i2d_X509_REQ(request.get(), &encoded);
    if (size <= 0)
        return failed();
    Bytes der(encoded, encoded + size);
    OPENSSL_free(encoded);
    return der;
}

} // namespace mdm::device
