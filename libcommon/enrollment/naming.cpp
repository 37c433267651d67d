#include "enrollment/naming.h"

#include "core/text.h"
#include "enrollment/device.h"
#include "x509/name.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

using Values = std::vector<std::string>;

constexpr std::string_view fact_prefix = "device.";

std::string before_at(const std::string& user)
{
    return user.substr(0, user.find('@'));
}

std::string after_at(const std::string& user)
{
    const auto at = user.find('@');
    return at == std::string::npos ? "" : user.substr(at + 1);
}

const record::Identity& identity_of(const Facts& facts)
{
    static const record::Identity nobody;
    return facts.record.identity ? *facts.record.identity : nobody;
}

Values requested_of(const Facts& facts, Values x509::Requested::*member)
{
    return facts.requested == nullptr ? Values{} : facts.requested->*member;
}

struct Row {
    std::string_view name;
    Values (*values)(const Facts& facts);
};
constexpr Row rows[] = {
    {"user", [](const Facts& f) { return Values{identity_of(f).user}; }},
    {"user_name", [](const Facts& f) { return Values{before_at(identity_of(f).user)}; }},
    {"user_domain", [](const Facts& f) { return Values{after_at(identity_of(f).user)}; }},
    {"sid", [](const Facts& f) { return Values{identity_of(f).sid}; }},
    {"tenant", [](const Facts& f) { return Values{identity_of(f).tenant}; }},
    {"object_id", [](const Facts& f) { return Values{identity_of(f).object_id}; }},
    {"entra_device", [](const Facts& f) { return Values{identity_of(f).device_id}; }},
    {"device",
     [](const Facts& f) {
         return Values{
             device_of(record::find_fact(f.record, "DeviceID").value_or(""), f.public_key_info)};
     }},
    {"trace_id", [](const Facts& f) { return Values{f.record.trace_id}; }},
    {"provider", [](const Facts& f) { return Values{std::string(f.provider)}; }},
    {"request.cn", [](const Facts& f) { return requested_of(f, &x509::Requested::common_names); }},
    {"request.dns", [](const Facts& f) { return requested_of(f, &x509::Requested::dns); }},
    {"request.email", [](const Facts& f) { return requested_of(f, &x509::Requested::email); }},
    {"request.upn", [](const Facts& f) { return requested_of(f, &x509::Requested::upn); }},
    {"request.uri", [](const Facts& f) { return requested_of(f, &x509::Requested::uri); }},
};

const Row* find_row(std::string_view name)
{
    const auto* row = std::ranges::find(rows, name, &Row::name);
    return row == std::end(rows) ? nullptr : row;
}

bool is_variable(std::string_view name)
{
    return find_row(name) != nullptr ||
           (name.starts_with(fact_prefix) && name.size() > fact_prefix.size());
}

/// The values of a variable; empty ones are none.
Values values_of(std::string_view name, const Facts& facts)
{
    Values values;
    if (const Row* row = find_row(name))
        values = row->values(facts);
    else if (auto fact = record::find_fact(facts.record, name.substr(fact_prefix.size())))
        values.push_back(std::move(*fact));
    std::erase(values, "");
    return values;
}

bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string in_per_cent(std::string_view value)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : value) {
        const auto octet = static_cast<unsigned char>(c);
        if (is_letter_or_digit(c) || std::string_view("-._~@").find(c) != std::string_view::npos)
            text += c;
        else
            text.append("%").append(1, digits[octet >> 4U]).append(1, digits[octet & 15U]);
    }
    return text;
}

bool may_stand(std::string_view value, Place place)
{
    if (place == Place::dns)
        return std::ranges::all_of(value, [](char c) {
            return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
        });
    if (place == Place::address)
        return value.find_first_of(" \t\r\n") == std::string_view::npos;
    return printable(value, value.size()) == value;
}

std::string escape(const std::string& value, Place place)
{
    if (place == Place::subject)
        return x509::escape_name_value(value);
    return place == Place::uri ? in_per_cent(value) : value;
}

std::string names_of_variables()
{
    std::string names;
    for (const Row& row : rows)
        names.append(" {").append(row.name).append("}");
    return names + " {device.NAME}";
}

} // namespace

Result<Text> Text::parse(const std::string& text, Place place)
{
    auto parsed = Template::parse(text);
    if (!parsed)
        return Error{Errc::environment, "'" + text + "': " + parsed.error().message,
                     "enrollkit.toml(5)"};
    for (const std::string& name : parsed->variables())
        if (!is_variable(name))
            return Error{Errc::environment,
                         "'" + text + "': '{" + name + "}' is none of" + names_of_variables(),
                         "enrollkit.toml(5)"};
    return Text(text, std::move(*parsed), place);
}

Result<Text> Text::parse_alternative_name(const std::string& text)
{
    constexpr std::pair<std::string_view, Place> forms[] = {{"dns:", Place::dns},
                                                            {"email:", Place::address},
                                                            {"upn:", Place::address},
                                                            {"uri:", Place::uri}};
    for (const auto& [prefix, place] : forms)
        if (text.starts_with(prefix))
            return parse(text, place);
    return Error{Errc::environment,
                 "'" + text + "': alternative names begin with dns:, email:, upn: or uri:",
                 "enrollkit.toml(5)"};
}

std::string Text::find_missing(const Facts& facts) const
{
    for (const std::string& name : variables_)
        if (values_of(name, facts).empty())
            return name;
    return {};
}

Result<std::vector<std::string>> Text::fill(const Facts& facts) const
{
    std::vector<std::pair<std::string_view, Values>> values;
    std::size_t copies = 1;
    for (const std::string& name : variables_) {
        values.emplace_back(name, values_of(name, facts));
        const Values& found = values.back().second;
        if (found.empty())
            return Values{};
        for (const std::string& value : found)
            if (!may_stand(value, place_))
                return Error{Errc::refused, "'" + printable(value, 64) + "' cannot stand for {" +
                                                name + "} in '" + source_ + "'"};
        copies = std::max(copies, found.size());
    }
    Values texts;
    for (std::size_t copy = 0; copy < copies; ++copy)
        texts.push_back(template_.fill([&](const std::string& name) {
            const Values& found = std::ranges::find(values, name, [](const auto& pair) {
                                      return pair.first;
                                  })->second;
            return escape(found[std::min(copy, found.size() - 1)], place_);
        }));
    const auto at_signs = [](const std::string& text) { return std::ranges::count(text, '@'); };
    if (place_ == Place::address &&
        std::ranges::any_of(texts, [&](const std::string& text) { return at_signs(text) > 1; }))
        return Error{Errc::refused, "'" + source_ + "' would have more than one @"};
    return texts;
}

} // namespace mdm::enrollment
