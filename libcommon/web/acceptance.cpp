#include "web/acceptance.h"

#include "core/text.h"
#include "web/form.h"
#include "web/seal.h"

namespace mdm::web {
namespace {

constexpr std::string_view purpose = "acceptance of terms";
constexpr std::size_t longest = 4096;

Reader lower(const Reader& reader)
{
    return {to_lower(reader.tenant), to_lower(reader.object_id), to_lower(reader.user)};
}

Reader reader_in(const Fields& fields)
{
    const auto text = [&](std::string_view name) { return fields.text(name).value(); };
    return {text("tid"), text("oid"), text("upn")};
}

} // namespace

std::string to_text(const Reader& reader)
{
    return to_form({{"tid", reader.tenant}, {"oid", reader.object_id}, {"upn", reader.user}});
}

Result<Reader> reader_from(std::string_view text)
{
    const auto fields = TRY(parse_form(text));
    for (const std::string_view name : {"tid", "oid", "upn"})
        TRY(fields.text(name));
    return reader_in(fields);
}

std::string seal_acceptance(const Secret& key, const Reader& reader, std::string_view digest,
                            Time expires)
{
    return seal(key, purpose, to_text(lower(reader)) + "&terms=" + percent_encode(digest), expires);
}

Result<void> check_acceptance(const Secret& key, std::string_view blob, const Reader& reader,
                              Time now)
{
    const auto wrong = [](std::string_view why) {
        return Error{Errc::refused,
                     "EnrollmentData is no acceptance of the terms of use: " + std::string(why)};
    };
    if (blob.size() > longest)
        return wrong("it is too long");
    const auto sealed = unseal(key, purpose, trim(blob), now);
    if (!sealed)
        return wrong("it was not made here");
    const auto accepted = reader_from(sealed->payload);
    if (!accepted || to_text(*accepted) != to_text(lower(reader)))
        return wrong("it is of another user");
    if (sealed->expired)
        return wrong("it has expired; accept the terms once more");
    return {};
}

} // namespace mdm::web
