#include "provisioning/criteria.h"

#include "core/text.h"
#include "x509/name.h"

#include <algorithm>
#include <array>

namespace mdm::provisioning {
namespace {

constexpr std::string_view criteria_spec = "w7 APPLICATION CSP, SSLCLIENTCERTSEARCHCRITERIA";

/// The short names that CertStrToName knows, by object identifier.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> short_names{{
    {"2.5.4.3", "CN"},
    {"2.5.4.10", "O"},
    {"2.5.4.11", "OU"},
    {"2.5.4.6", "C"},
    {"2.5.4.8", "S"},
    {"2.5.4.7", "L"},
    {"2.5.4.5", "SERIALNUMBER"},
    {"0.9.2342.19200300.100.1.25", "DC"},
    {"1.2.840.113549.1.9.1", "E"},
}};

std::string type_of(const x509::NameAttribute& attribute)
{
    for (const auto& [oid, name] : short_names)
        if (oid == attribute.type)
            return std::string(name);
    return "OID." + attribute.type;
}

std::string quoted(const std::string& value)
{
    const bool plain = value.find_first_of(",+=\"\n<>#;") == std::string::npos && !value.empty() &&
                       value.front() != ' ' && value.back() != ' ';
    if (plain)
        return value;
    std::string result = "\"";
    for (const char c : value)
        result.append(c == '"' ? 2 : 1, c);
    return result + '"';
}

bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::string_view("-_.!~*'()").find(c) != std::string_view::npos);
}

std::string percent_escape(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (is_unreserved(c))
            result += c;
        else
            result.append("%").append(to_hex(bytes_of({&c, 1})));
    }
    return result;
}

Result<std::string> percent_unescape(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const auto byte = parse_hex(text.substr(i + 1, 2));
        if (!byte || byte->size() != 1)
            return Error{Errc::malformed, "an escape is not % and two hexadecimal digits",
                         "RFC 2396 2.4.1"};
        result += static_cast<char>(byte->front());
        i += 2;
    }
    return result;
}

/// The text without white space around the separators, so that "CN = a, O = b" compares as it
/// means. What stands in quotes is kept.
std::string without_gaps(std::string_view name)
{
    std::string result;
    bool in_quotes = false;
    for (const char c : name) {
        in_quotes = in_quotes != (c == '"');
        const bool separates = !in_quotes && (c == ',' || c == '=' || c == '+');
        if (separates)
            result.erase(result.find_last_not_of(' ') + 1);
        const bool after = !result.empty() &&
                           std::string_view(",=+").find(result.back()) != std::string_view::npos;
        if (c == ' ' && !in_quotes && (after || result.empty()))
            continue;
        result += c;
    }
    return result.erase(result.find_last_not_of(' ') + 1);
}

} // namespace

Result<std::string> x500_subject(const x509::Certificate& certificate)
{
    const auto attributes = TRY(x509::attributes_of(certificate.subject));
    std::string text;
    for (const x509::NameAttribute& attribute : attributes) {
        if (!attribute.is_text)
            return Error{Errc::malformed,
                         "the attribute " + attribute.type + " of the subject is no text",
                         criteria_spec};
        if (!text.empty())
            text += attribute.joined ? '+' : ',';
        text.append(type_of(attribute)).append("=").append(quoted(attribute.value));
    }
    return text;
}

Result<std::string> search_criteria(const x509::Certificate& leaf, Store store)
{
    const auto subject = TRY(x500_subject(leaf));
    return "Subject=" + percent_escape(subject) + "&Stores=My%5C" + std::string(to_text(store));
}

Result<void> check_criteria(std::string_view criteria, const x509::Certificate& leaf, Store store)
{
    for (const auto pair : split(criteria, '&')) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos)
            return Error{Errc::malformed, "the search criteria are not NAME=VALUE joined by &",
                         criteria_spec};
        const auto name = pair.substr(0, equals);
        const auto value =
            TRY_WITHIN("SSLCLIENTCERTSEARCHCRITERIA", percent_unescape(pair.substr(equals + 1)));
        const std::string place = "My\\" + std::string(to_text(store));
        if (name == "Stores" && !equal_ignoring_case(value, place))
            return Error{Errc::malformed,
                         "the search criteria name the store '" + printable(value) +
                             "', the certificate is in " + place,
                         criteria_spec};
        const auto subject = TRY(x500_subject(leaf));
        if (name == "Subject" && !equal_ignoring_case(without_gaps(value), without_gaps(subject)))
            return Error{Errc::malformed,
                         "the search criteria name the subject '" + printable(value) +
                             "', the certificate's is '" + printable(subject) + "'",
                         criteria_spec};
    }
    return {};
}

} // namespace mdm::provisioning
