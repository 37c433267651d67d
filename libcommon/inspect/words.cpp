#include "inspect/words.h"

#include "core/text.h"
#include "core/time.h"
#include "fault/catalogue.h"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

struct Oid {
    std::string_view dotted;
    std::string_view word;
};
constexpr Oid oids[] = {
    {"2.5.29.14", "subjectKeyIdentifier"},
    {"2.5.29.15", "keyUsage"},
    {"2.5.29.17", "subjectAltName"},
    {"2.5.29.19", "basicConstraints"},
    {"2.5.29.31", "cRLDistributionPoints"},
    {"2.5.29.32", "certificatePolicies"},
    {"2.5.29.35", "authorityKeyIdentifier"},
    {"2.5.29.37", "extendedKeyUsage"},
    {"2.5.29.37.0", "anyExtendedKeyUsage"},
    {"1.3.6.1.5.5.7.1.1", "authorityInfoAccess"},
    {"1.3.6.1.5.5.7.3.1", "serverAuth"},
    {"1.3.6.1.5.5.7.3.2", "clientAuth"},
    {"1.3.6.1.5.5.7.3.3", "codeSigning"},
    {"1.3.6.1.5.5.7.3.4", "emailProtection"},
    {"1.3.6.1.5.5.7.3.8", "timeStamping"},
    {"1.3.6.1.5.5.7.3.9", "OCSPSigning"},
    {"1.3.6.1.4.1.311.20.2.2", "smartcardLogon"},
    {"1.3.6.1.4.1.311.20.2.3", "UPN"},
    {"1.3.6.1.4.1.311.66.1.0", "device id of Windows"},
    {"1.3.14.3.2.26", "SHA-1"},
    {"1.3.14.3.2.29", "sha1RSA, taken for SHA-1"},
    {"2.16.840.1.101.3.4.2.1", "SHA-256"},
    {"2.16.840.1.101.3.4.2.2", "SHA-384"},
    {"2.16.840.1.101.3.4.2.3", "SHA-512"},
    {"1.2.840.113549.1.1.1", "RSA"},
    {"1.2.840.10045.2.1", "EC"},
};

struct Flag {
    Flags set;
    std::uint32_t bit;
    std::string_view word;
};
// MS-XCEP 3.1.4.1.3.1; what only MS-CRTD 2.26 to 2.28 names is here too.
constexpr Flag flags[] = {
    {Flags::private_key, 0x1, "archive private key"},
    {Flags::private_key, 0x10, "exportable"},
    {Flags::private_key, 0x20, "protect key"},
    {Flags::private_key, 0x40, "alternate signature algorithm"},
    {Flags::private_key, 0x80, "same key on renewal"},
    {Flags::private_key, 0x100, "legacy provider"},
    {Flags::private_key, 0x200, "EK trust on use"},
    {Flags::private_key, 0x400, "EK validate certificate"},
    {Flags::private_key, 0x800, "EK validate key"},
    {Flags::private_key, 0x1000, "attestation preferred"},
    {Flags::private_key, 0x2000, "attestation required"},
    {Flags::private_key, 0x4000, "attestation without policy"},
    {Flags::private_key, 0x200000, "Hello logon key"},
    {Flags::subject_name, 0x1, "enrollee supplies subject"},
    {Flags::subject_name, 0x8, "reuse old subject on renewal"},
    {Flags::subject_name, 0x10000, "enrollee supplies SAN"},
    {Flags::subject_name, 0x400000, "SAN domain DNS"},
    {Flags::subject_name, 0x800000, "SAN SPN"},
    {Flags::subject_name, 0x1000000, "SAN objectGUID"},
    {Flags::subject_name, 0x2000000, "SAN UPN"},
    {Flags::subject_name, 0x4000000, "SAN mail"},
    {Flags::subject_name, 0x8000000, "SAN DNS name"},
    {Flags::subject_name, 0x10000000, "CN is DNS name"},
    {Flags::subject_name, 0x20000000, "subject has mail"},
    {Flags::subject_name, 0x40000000, "subject is CN"},
    {Flags::subject_name, 0x80000000, "subject is directory path"},
    {Flags::enrollment, 0x1, "S/MIME capabilities"},
    {Flags::enrollment, 0x2, "all requests pend"},
    {Flags::enrollment, 0x4, "publish to key recovery agents"},
    {Flags::enrollment, 0x8, "publish to directory"},
    {Flags::enrollment, 0x10, "look for duplicates in directory"},
    {Flags::enrollment, 0x20, "autoenroll"},
    {Flags::enrollment, 0x40, "old key approves renewal"},
    {Flags::enrollment, 0x100, "user consents"},
    {Flags::enrollment, 0x400, "remove invalid certificates"},
    {Flags::enrollment, 0x800, "enroll on behalf of"},
    {Flags::enrollment, 0x1000, "OCSP no check"},
    {Flags::enrollment, 0x2000, "reuse key of full smart card"},
    {Flags::enrollment, 0x4000, "no revocation information"},
    {Flags::enrollment, 0x8000, "basic constraints in end certificates"},
    {Flags::enrollment, 0x10000, "key-based renewal"},
    {Flags::enrollment, 0x20000, "issuance policies from request"},
    {Flags::enrollment, 0x40000, "no automatic renewal"},
    {Flags::enrollment, 0x80000, "no security extension"},
    {Flags::general, 0x20, "autoenroll"},
    {Flags::general, 0x40, "machine"},
    {Flags::general, 0x80, "CA"},
    {Flags::general, 0x200, "template name"},
    {Flags::general, 0x800, "cross CA"},
    {Flags::general, 0x1000, "do not store"},
    {Flags::general, 0x10000, "default"},
    {Flags::general, 0x20000, "modified"},
};

constexpr std::array<std::string_view, 11> oid_groups{"all",
                                                      "hash",
                                                      "encryption",
                                                      "public key",
                                                      "signature",
                                                      "RDN",
                                                      "extension or attribute",
                                                      "extended key usage",
                                                      "certificate policy",
                                                      "enrollment object",
                                                      "KDF"};

/// "365 days", "36 hours".
std::string duration(std::uint64_t seconds)
{
    constexpr std::uint64_t hour = 3600;
    constexpr std::uint64_t day = 24 * hour;
    if (seconds == 0 || seconds % hour != 0)
        return {};
    const bool in_days = seconds % day == 0;
    const auto count = seconds / (in_days ? day : hour);
    return fmt::format("{} {}{}", count, in_days ? "day" : "hour", count == 1 ? "" : "s");
}

std::string client_authentication(std::uint64_t number)
{
    switch (number) {
    case 1:
        return "anonymous";
    case 2:
        return "Kerberos";
    case 4:
        return "user name and password";
    case 8:
        return "certificate";
    default:
        return {};
    }
}

struct FlagElement {
    std::string_view local;
    Flags set;
};
constexpr FlagElement flag_elements[] = {{"privateKeyFlags", Flags::private_key},
                                         {"subjectNameFlags", Flags::subject_name},
                                         {"enrollmentFlags", Flags::enrollment},
                                         {"generalFlags", Flags::general}};

} // namespace

std::string oid_word(std::string_view dotted)
{
    for (const Oid& oid : oids)
        if (oid.dotted == dotted)
            return std::string(oid.word);
    return std::string(dotted);
}

std::string flag_words(Flags set, std::uint32_t value)
{
    std::vector<std::string> words;
    for (const Flag& flag : flags)
        if (flag.set == set && (value & flag.bit) != 0) {
            words.emplace_back(flag.word);
            value &= ~flag.bit;
        }
    if (set == Flags::private_key) {
        for (const auto& [shift, who] : {std::pair(16U, "server"), std::pair(24U, "client")})
            if (const auto version = (value >> shift) & 0xFU; version != 0) {
                words.push_back(fmt::format("{} version {}", who, version));
                value &= ~(0xFU << shift);
            }
    }
    if (value != 0)
        words.push_back(fmt::format("0x{:X}", value));
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string hresult_words(const std::string& text)
{
    const auto code = text.empty() ? std::nullopt : fault::find_code(text);
    if (!code)
        return {};
    return fmt::format("0x{:08X} {}: {}", code->hresult, code->name, code->meaning);
}

std::optional<std::uint64_t> whole_number(std::string_view text)
{
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string element_words(std::string_view local, const std::string& text)
{
    if (local == "ErrorType" || local == "ErrorCode" || local == "AttestationStatusHResult")
        return hresult_words(text);
    const auto number = whole_number(text);
    if (!number)
        return {};
    if (local == "OSEdition" && *number <= UINT32_MAX)
        return std::string(os_edition(static_cast<unsigned>(*number)));
    for (const FlagElement& element : flag_elements)
        if (element.local == local)
            return flag_words(element.set, static_cast<std::uint32_t>(*number));
    if (local == "validityPeriodSeconds" || local == "renewalPeriodSeconds")
        return duration(*number);
    if (local == "group" && *number < oid_groups.size())
        return std::string(oid_groups[*number]);
    if (local == "clientAuthentication")
        return client_authentication(*number);
    // Times in the claims of a token.
    constexpr std::uint64_t end_of_9999 = 253402300799;
    const bool time = local == "exp" || local == "nbf" || local == "iat" || local == "auth_time";
    if (time && *number <= end_of_9999)
        return to_text(time_from_seconds(static_cast<std::int64_t>(*number)));
    return {};
}

} // namespace mdm::inspect
