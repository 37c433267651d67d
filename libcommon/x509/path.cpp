#include "x509/path.h"

#include "core/base64.h"
#include "core/text.h"
#include "ossl/handles.h"
#include "x509/pem.h"

#include <algorithm>
#include <memory>

#include <openssl/objects.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace mdm::x509 {
namespace {

/// RSA 2048 and SHA-256, as SSL_CTX_set_security_level(3) has it: 112 bits.
constexpr int security_level = 2;
constexpr int longest_path = 8;

struct FreePath {
    void operator()(X509* object) const { X509_free(object); }
    void operator()(X509_CRL* object) const { X509_CRL_free(object); }
    void operator()(X509_STORE* object) const { X509_STORE_free(object); }
    void operator()(X509_STORE_CTX* object) const { X509_STORE_CTX_free(object); }
    void operator()(STACK_OF(X509) * object) const { sk_X509_pop_free(object, X509_free); }
    void operator()(EXTENDED_KEY_USAGE* object) const { EXTENDED_KEY_USAGE_free(object); }
};
template <class T>
using Owned = std::unique_ptr<T, FreePath>;

/// Exactly one object in DER; null where it is none.
template <class T>
Owned<T> decode(T* (*read)(T**, const unsigned char**, long), ByteView der)
{
    const unsigned char* at = der.data();
    Owned<T> object(read(nullptr, &at, static_cast<long>(der.size())));
    if (object && at != der.data() + der.size())
        object.reset();
    return object;
}

Result<Owned<X509>> read_certificate(ByteView der)
{
    auto certificate = decode(d2i_X509, der);
    if (!certificate)
        return ossl::last_error(Errc::malformed, "not a certificate");
    return certificate;
}

Result<Owned<X509_STORE>> make_store(const PathRules& rules)
{
    Owned<X509_STORE> store(X509_STORE_new());
    for (const Bytes& der : rules.anchors) {
        const auto anchor = decode(d2i_X509, der);
        if (!anchor || X509_STORE_add_cert(store.get(), anchor.get()) != 1)
            return ossl::last_error(Errc::environment, "an anchor is no certificate");
    }
    for (const Bytes& der : rules.revocation_lists) {
        const auto list = decode(d2i_X509_CRL, der);
        if (!list || X509_STORE_add_crl(store.get(), list.get()) != 1)
            return ossl::last_error(Errc::environment, "not a revocation list");
    }
    return store;
}

/// An anchor is trusted because it is configured, and no list has to answer for it.
int pass_over_anchor(int good, X509_STORE_CTX* context)
{
    const int depth = X509_STORE_CTX_get_error_depth(context);
    const bool is_anchor = depth + 1 == sk_X509_num(X509_STORE_CTX_get0_chain(context));
    const int error = X509_STORE_CTX_get_error(context);
    const bool no_list =
        error == X509_V_ERR_UNABLE_TO_GET_CRL || error == X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER;
    return good == 1 || (depth > 0 && is_anchor && no_list) ? 1 : 0;
}

/// Whether an error says that a revocation list is missing or not of now.
bool is_about_lists(int error)
{
    constexpr int errors[] = {X509_V_ERR_UNABLE_TO_GET_CRL,
                              X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER,
                              X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE,
                              X509_V_ERR_CRL_SIGNATURE_FAILURE,
                              X509_V_ERR_CRL_NOT_YET_VALID,
                              X509_V_ERR_CRL_HAS_EXPIRED,
                              X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD,
                              X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD,
                              X509_V_ERR_KEYUSAGE_NO_CRL_SIGN,
                              X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION,
                              X509_V_ERR_DIFFERENT_CRL_SCOPE,
                              X509_V_ERR_CRL_PATH_VALIDATION_ERROR};
    return std::find(std::begin(errors), std::end(errors), error) != std::end(errors);
}

Error path_error(const X509_STORE_CTX* context)
{
    const int error = X509_STORE_CTX_get_error(context);
    const int depth = X509_STORE_CTX_get_error_depth(context);
    const std::string why = X509_verify_cert_error_string(error);
    const std::string who = depth == 0
                                ? "the certificate"
                                : "authority " + std::to_string(depth) + " above the certificate";
    if (is_about_lists(error))
        return {Errc::environment, "whether " + who + " is revoked cannot be told: " + why,
                "RFC 5280 6.3"};
    return {Errc::refused, who + " is not trusted: " + why, "RFC 5280 6.1"};
}

/// Whether a certificate may be used for one of the usages; `otherwise` where it names none.
bool has_usage(X509* certificate, const std::vector<std::string>& wanted, bool otherwise)
{
    const Owned<EXTENDED_KEY_USAGE> usages(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
    if (!usages)
        return otherwise;
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
        char oid[128] = {};
        OBJ_obj2txt(oid, sizeof oid, sk_ASN1_OBJECT_value(usages.get(), i), 1);
        if (std::find(wanted.begin(), wanted.end(), oid) != wanted.end())
            return true;
    }
    return false;
}

Result<void> check_usages(X509_STORE_CTX* context, const PathRules& rules)
{
    auto* const chain = X509_STORE_CTX_get0_chain(context);
    X509* const leaf = sk_X509_value(chain, 0);
    if ((X509_get_key_usage(leaf) & KU_DIGITAL_SIGNATURE) == 0)
        return Error{Errc::refused, "the certificate is not for digital signatures",
                     "RFC 5280 4.2.1.3"};
    if (rules.extended_key_usages.empty())
        return {};
    if (!has_usage(leaf, rules.extended_key_usages, false))
        return Error{Errc::refused, "the certificate has none of the extended key usages asked for",
                     "RFC 5280 4.2.1.12"};
    for (int i = 1; i + 1 < sk_X509_num(chain); ++i)
        if (!has_usage(sk_X509_value(chain, i), rules.extended_key_usages, true))
            return Error{Errc::refused,
                         "an authority above the certificate is not for this extended key usage",
                         "RFC 5280 4.2.1.12"};
    return {};
}

void set_parameters(X509_STORE_CTX* context, const PathRules& rules)
{
    X509_VERIFY_PARAM* const parameters = X509_STORE_CTX_get0_param(context);
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
    if (!rules.revocation_lists.empty())
        flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
    X509_VERIFY_PARAM_set_flags(parameters, flags);
    X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(seconds_since_epoch(rules.now)));
    X509_VERIFY_PARAM_set_auth_level(parameters, security_level);
    X509_VERIFY_PARAM_set_depth(parameters, longest_path);
    X509_STORE_CTX_set_verify_cb(context, pass_over_anchor);
}

} // namespace

Result<void> check_path(ByteView certificate, std::span<const Bytes> intermediates,
                        const PathRules& rules)
{
    ossl::initialize();
    const auto leaf = TRY(read_certificate(certificate));
    const Owned<STACK_OF(X509)> others(sk_X509_new_null());
    for (const Bytes& der : intermediates) {
        auto other = TRY(read_certificate(der));
        if (sk_X509_push(others.get(), other.get()) > 0)
            other.release();
    }
    const auto store = TRY(make_store(rules));
    const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new());
    if (!context || X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), others.get()) != 1)
        return ossl::last_error(Errc::environment, "cannot check a certificate");
    set_parameters(context.get(), rules);
    if (X509_verify_cert(context.get()) != 1)
        return path_error(context.get());
    return check_usages(context.get(), rules);
}

Result<std::vector<Bytes>> parse_revocation_lists(std::string_view content)
{
    ossl::initialize();
    std::vector<Bytes> lists;
    const auto add = [&](const Bytes& der) {
        const bool good = decode(d2i_X509_CRL, der) != nullptr;
        lists.push_back(der);
        return good;
    };
    const Error none{Errc::malformed, "not a certificate revocation list, PEM or DER",
                     "RFC 5280 5.1"};
    for (auto block = TRY(find_pem_block(content)); block;
         block = TRY(find_pem_block(block->rest))) {
        if (block->label != "X509 CRL")
            continue;
        const auto der = TRY(decode_base64(block->body));
        if (!add(der))
            return none;
    }
    const auto bytes = bytes_of(content);
    if (lists.empty() && !add({bytes.begin(), bytes.end()}))
        return none;
    return lists;
}

Result<void> check_list_time(ByteView der, Time now)
{
    const auto list = decode(d2i_X509_CRL, der);
    if (!list)
        return Error{Errc::malformed, "not a certificate revocation list", "RFC 5280 5.1"};
    auto moment = static_cast<time_t>(seconds_since_epoch(now));
    const ASN1_TIME* const end = X509_CRL_get0_nextUpdate(list.get());
    if (X509_cmp_time(X509_CRL_get0_lastUpdate(list.get()), &moment) > 0)
        return Error{Errc::refused, "the revocation list is not yet valid", "RFC 5280 5.1.2.4"};
    if (end != nullptr && X509_cmp_time(end, &moment) < 0)
        return Error{Errc::refused, "the revocation list is out of date", "RFC 5280 5.1.2.5"};
    return {};
}

} // namespace mdm::x509
