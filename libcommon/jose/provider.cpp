#include "jose/provider.h"

#include "core/text.h"
#include "jose/json.h"

namespace mdm::jose {

std::string metadata_url(std::string_view issuer)
{
    if (issuer.ends_with('/'))
        issuer.remove_suffix(1);
    return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<std::string> keys_url(std::string_view metadata, std::string_view issuer)
{
    constexpr std::string_view what = "the metadata of the issuer";
    const auto object = TRY(parse_object(metadata, what));
    const auto name = TRY(text_member(object, "issuer", what));
    if (name != issuer)
        return Error{Errc::refused,
                     "the metadata is of the issuer '" + printable(name) + "', expected '" +
                         printable(issuer) + "'",
                     "OpenID Connect Discovery 1.0, 4.3"};
    auto url = TRY(text_member(object, "jwks_uri", what));
    if (!url.starts_with("https://"))
        return Error{Errc::refused, "jwks_uri is '" + printable(url) + "', expected an https URL",
                     "OpenID Connect Discovery 1.0, 3"};
    return url;
}

} // namespace mdm::jose
