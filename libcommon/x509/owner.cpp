#include "x509/owner.h"

#include "core/text.h"
#include "ossl/handles.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <openssl/objects.h>
#include <openssl/x509v3.h>

namespace mdm::x509 {
namespace {

constexpr std::size_t longest_name = 256;

struct Row {
    OwnerSource source;
    std::string_view word;
    std::string_view what;
};
constexpr std::array<Row, 3> rows{{
    {OwnerSource::upn, "upn", "user principal name"},
    {OwnerSource::email, "email", "e-mail address"},
    {OwnerSource::common_name, "cn", "common name"},
}};

struct FreeOwner {
    void operator()(X509* object) const { X509_free(object); }
    void operator()(GENERAL_NAMES* object) const { GENERAL_NAMES_free(object); }
};

/// A string of whatever type as UTF-8; empty where it is none.
std::string utf8_of(const ASN1_STRING* string)
{
    unsigned char* bytes = nullptr;
    const int size = string == nullptr ? -1 : ASN1_STRING_to_UTF8(&bytes, string);
    std::string text(reinterpret_cast<const char*>(bytes),
                     static_cast<std::size_t>(std::max(size, 0)));
    OPENSSL_free(bytes);
    return text;
}

std::string upn_of(const OTHERNAME& name)
{
    char oid[64] = {};
    OBJ_obj2txt(oid, sizeof oid, name.type_id, 1);
    const int type = name.value == nullptr ? V_ASN1_NULL : name.value->type;
    const bool is_text = type == V_ASN1_UTF8STRING || type == V_ASN1_IA5STRING ||
                         type == V_ASN1_PRINTABLESTRING || type == V_ASN1_BMPSTRING;
    if (std::string_view(oid) != "1.3.6.1.4.1.311.20.2.3" || !is_text)
        return {};
    return utf8_of(name.value->value.asn1_string);
}

std::vector<std::string> alternative_names(X509* certificate, OwnerSource source)
{
    const std::unique_ptr<GENERAL_NAMES, FreeOwner> names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    std::vector<std::string> found;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
        if (source == OwnerSource::upn && name->type == GEN_OTHERNAME)
            found.push_back(upn_of(*name->d.otherName));
        else if (source == OwnerSource::email && name->type == GEN_EMAIL)
            found.push_back(utf8_of(name->d.rfc822Name));
    }
    // An otherName of another type is no name that was asked for.
    if (source == OwnerSource::upn)
        std::erase(found, "");
    return found;
}

std::vector<std::string> common_names(X509* certificate)
{
    const X509_NAME* const subject = X509_get_subject_name(certificate);
    std::vector<std::string> found;
    for (int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1); at >= 0;
         at = X509_NAME_get_index_by_NID(subject, NID_commonName, at))
        found.push_back(utf8_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at))));
    return found;
}

Result<void> check_name(const std::string& name, std::string_view what)
{
    if (name.empty() || name.size() > longest_name || printable(name, longest_name) != name ||
        trim(name) != name)
        return Error{Errc::refused, "the " + std::string(what) +
                                        " of the certificate is empty, too long, or has control "
                                        "characters or outer white space"};
    return {};
}

} // namespace

Result<OwnerSource> owner_source_from(std::string_view word)
{
    for (const Row& row : rows)
        if (row.word == word)
            return row.source;
    return Error{Errc::usage, "'" + printable(word) + "' is not upn, email or cn"};
}

Result<std::string> owner_of(ByteView certificate, std::span<const OwnerSource> sources)
{
    ossl::initialize();
    const unsigned char* at = certificate.data();
    const std::unique_ptr<X509, FreeOwner> object(
        d2i_X509(nullptr, &at, static_cast<long>(certificate.size())));
    if (!object)
        return ossl::last_error(Errc::malformed, "not a certificate");
    std::string asked;
    for (const OwnerSource source : sources) {
        const auto what = rows[static_cast<std::size_t>(source)].what;
        auto names = source == OwnerSource::common_name ? common_names(object.get())
                                                        : alternative_names(object.get(), source);
        if (!names.empty() && std::count(names.begin(), names.end(), names.front()) !=
                                  static_cast<std::ptrdiff_t>(names.size()))
            return Error{Errc::refused, "the certificate has more than one " + std::string(what)};
        if (!names.empty()) {
            TRY(check_name(names.front(), what));
            return std::move(names.front());
        }
        asked.append(asked.empty() ? "" : ", no ").append(what);
    }
    return Error{Errc::refused, "the certificate has no " + asked};
}

} // namespace mdm::x509
