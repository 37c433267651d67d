#include "xcep/request.h"

#include "core/text.h"

#include <charconv>

#include <fmt/format.h>

namespace mdm::xcep {
namespace {

using xml::Element;

constexpr std::string_view clause = "MS-XCEP 3.1.4.1.2.1";
constexpr std::size_t language_max = 64;

constexpr xml::Name named(std::string_view local)
{
    return {xml::ns::policy, local};
}

/// The text of a child; nothing where it is absent, nil or empty.
Result<std::optional<std::string>> find_value(const Element& parent, std::string_view local)
{
    auto text = TRY(xml::find_text(parent, named(local)));
    if (text && text->empty())
        text.reset();
    return text;
}

Error wrong(const Element& parent, std::string_view local, std::string_view value,
            std::string_view expected)
{
    return {Errc::malformed,
            fmt::format("{}/{}: '{}' is {}", parent.path(), local, printable(value), expected),
            clause};
}

Result<std::optional<Time>> find_time(const Element& parent, std::string_view local)
{
    const auto text = TRY(find_value(parent, local));
    if (!text)
        return std::optional<Time>{};
    const auto time = parse_time(*text);
    if (!time)
        return wrong(parent, local, *text, time.error().message);
    return std::optional<Time>{*time};
}

Result<std::optional<std::int32_t>> find_number(const Element& parent, std::string_view local)
{
    const auto text = TRY(find_value(parent, local));
    if (!text)
        return std::optional<std::int32_t>{};
    std::int32_t number = 0;
    const char* const end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end)
        return wrong(parent, local, *text, "not a whole number of 32 bits");
    return std::optional<std::int32_t>{number};
}

Result<std::string> oid_of(const Element& element)
{
    const std::string text = element.text();
    const std::string_view oid = trim(text);
    if (!element.children().empty() || oid.empty() || oid.size() > oid_max)
        return Error{Errc::malformed,
                     fmt::format("{} is not a text of 1 to {} bytes", element.path(), oid_max),
                     clause};
    return std::string(oid);
}

Result<std::optional<std::vector<std::string>>> find_oids(const Element& filter)
{
    using Oids = std::optional<std::vector<std::string>>;
    const auto list = TRY(xml::find_child(filter, named("policyOIDs")));
    if (!list || list->is_nil())
        return Oids{};
    const auto elements = list->children(named("oid"));
    if (elements.size() > oids_max)
        return Error{Errc::malformed,
                     fmt::format("{} has more than {} oid", list->path(), oids_max), clause};
    std::vector<std::string> oids;
    oids.reserve(elements.size());
    for (const Element& element : elements)
        oids.push_back(TRY(oid_of(element)));
    return oids.empty() ? Oids{} : Oids{std::move(oids)};
}

Result<void> parse_client(const Element& get_policies, Request& request)
{
    const auto client = TRY(xml::child(get_policies, named("client")));
    if (client.is_nil() || client.children().empty())
        return Error{Errc::malformed, client.path() + " is nil or empty", clause};
    request.last_update = TRY(find_time(client, "lastUpdate"));
    request.language = TRY(find_value(client, "preferredLanguage"));
    if (request.language && request.language->size() > language_max)
        return wrong(client, "preferredLanguage", *request.language, "not a language tag");
    return {};
}

Result<void> parse_filter(const Element& get_policies, Request& request)
{
    const auto filter = TRY(xml::find_child(get_policies, named("requestFilter")));
    if (!filter || filter->is_nil())
        return {};
    request.oids = TRY(find_oids(*filter));
    request.client_version = TRY(find_number(*filter, "clientVersion"));
    request.server_version = TRY(find_number(*filter, "serverVersion"));
    return {};
}

} // namespace

bool is_request(const soap::Envelope& envelope)
{
    return envelope.body.is(named("GetPolicies"));
}

Result<Request> parse_request(const soap::Envelope& envelope)
{
    if (!is_request(envelope))
        return Error{
            Errc::malformed,
            fmt::format("the body is {}, not GetPolicies", xml::to_text(envelope.body.name())),
            clause};
    Request request;
    TRY(parse_client(envelope.body, request));
    TRY(parse_filter(envelope.body, request));
    return request;
}

} // namespace mdm::xcep
