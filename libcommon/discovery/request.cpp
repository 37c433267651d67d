#include "discovery/request.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace mdm::discovery {
namespace {

constexpr std::string_view spec = "MS-MDE2 3.1.4.1";

/// The limits of values: generous, since devices differ, but no field is a place for a book.
constexpr std::size_t user_limit = 512;
constexpr std::size_t word_limit = 64;
constexpr std::size_t policies_limit = 16;

Result<std::string_view> request_space(const xml::Element& body)
{
    const auto name = body.name();
    auto space = name.space;
    if (space.ends_with('/'))
        space.remove_suffix(1);
    if (name.local != "Discover" || space != xml::ns::discovery)
        return Error{Errc::malformed,
                     fmt::format("the body holds {}, {} is expected", printable(xml::to_text(name)),
                                 xml::to_text({xml::ns::discovery, "Discover"})),
                     spec};
    return name.space;
}

/// A decimal of XML Schema, where it is not below 0 (XML Schema Part 2, 3.2.3).
Result<double> parse_version(std::string_view text)
{
    const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    double value = 0;
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, value, std::chars_format::fixed);
    // A number may begin with nothing but a digit or a point, so that "inf" is none.
    const bool begins = digits.find_first_of("0123456789.") == 0;
    if (!begins || parsed.ec != std::errc{} || parsed.ptr != end)
        return Error{
            Errc::malformed,
            fmt::format("RequestVersion is \"{}\", a decimal is expected", printable(text)),
            "MS-MDE2 3.1.4.1.3.1"};
    return value;
}

/// The words of AuthPolicies, one an AuthPolicy; or, as one published message has it, directly in
/// the text.
Result<std::vector<std::string>> read_auth_policies(const xml::Element& request,
                                                    std::string_view space)
{
    std::vector<std::string> policies;
    const auto list = TRY(xml::find_child(request, {space, "AuthPolicies"}));
    if (!list || list->is_nil())
        return policies;
    auto elements = list->children({space, "AuthPolicy"});
    if (elements.empty())
        elements.push_back(*list);
    if (elements.size() > policies_limit)
        return Error{Errc::malformed,
                     fmt::format("{} has more than {} elements", list->path(), policies_limit),
                     spec};
    for (const auto& element : elements) {
        const std::string text = element.text();
        const auto word = trim(text);
        if (word.size() > word_limit)
            return Error{Errc::malformed,
                         fmt::format("{} is longer than {} bytes", element.path(), word_limit),
                         spec};
        if (!word.empty())
            policies.emplace_back(word);
    }
    return policies;
}

} // namespace

Result<Request> parse_request(const soap::Envelope& envelope)
{
    const auto space = TRY(request_space(envelope.body));
    const auto element = TRY(xml::child(envelope.body, {space, "request"}));
    const auto word = [&](std::string_view name) {
        return xml::find_text(element, {space, name}, word_limit);
    };
    Request request;
    const auto user = TRY(xml::find_text(element, {space, "EmailAddress"}, user_limit));
    request.user = user.value_or("");
    const auto version = TRY(word("RequestVersion"));
    if (version)
        request.version = TRY(parse_version(*version));
    request.auth_policies = TRY(read_auth_policies(element, space));
    request.device_type = TRY(word("DeviceType"));
    request.application_version = TRY(word("ApplicationVersion"));
    request.os_edition = TRY(word("OSEdition"));
    request.os_version = TRY(word("OSVersion"));
    return request;
}

} // namespace mdm::discovery
