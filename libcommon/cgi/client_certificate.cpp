#include "cgi/client_certificate.h"

#include "core/bytes.h"
#include "core/text.h"

namespace mdm::cgi {
namespace {

/// Resolves percent-escapes, of which PEM has none by itself, and leaves tabs out.
Result<std::string> plain(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\t')
            continue;
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const auto byte = parse_hex(std::string_view(text).substr(i + 1, 2));
        if (!byte || byte->size() != 1)
            return Error{Errc::malformed, "SSL_CLIENT_CERT has a broken percent-escape",
                         "RFC 3986 2.1"};
        result += static_cast<char>(byte->front());
        i += 2;
    }
    return result;
}

} // namespace

Result<std::optional<std::string>> client_certificate(const Environment& environment)
{
    const std::string verdict = environment("SSL_CLIENT_VERIFY").value_or("");
    const std::string pem = TRY(plain(environment("SSL_CLIENT_CERT").value_or("")));
    const bool shown = !trim(pem).empty();
    if (verdict == "SUCCESS" && shown)
        return std::optional(pem);
    if (verdict == "SUCCESS")
        return Error{Errc::malformed, "SSL_CLIENT_VERIFY is SUCCESS and SSL_CLIENT_CERT is empty: "
                                      "the web server must pass both"};
    const bool none = verdict.empty() || verdict == "NONE";
    if (none && !shown)
        return std::optional<std::string>();
    return Error{Errc::refused, "the web server does not vouch for the TLS client certificate: " +
                                    printable(none ? "it says nothing of it" : verdict)};
}

} // namespace mdm::cgi
