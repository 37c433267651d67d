#include "fault/catalogue.h"

#include "core/text.h"
#include "fault/codes.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace mdm::fault {
namespace {

constexpr std::uint32_t http_base = 0x80190000;
constexpr std::uint32_t enrollment_base = 0x80180000;

/// Windows 8.1 has no named numbers after the last row of its table, but mirrors these.
constexpr std::uint32_t last_mirrored = 0x33;

std::vector<Code> all_codes()
{
    std::vector<Code> all;
    for (const auto part :
         {server_codes(), client_codes(), windows_8_1_codes(), registration_codes()})
        all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(),
              [](const Code& a, const Code& b) { return a.hresult < b.hresult; });
    return all;
}

std::string_view http_meaning(int status)
{
    if (status < 200)
        return "The server answered with an interim HTTP status and no SOAP message.";
    if (status < 300)
        return "The server answered with a good HTTP status but no SOAP message.";
    if (status < 400)
        return "The server redirected, and the device could not follow.";
    if (status < 500)
        return "The web server refused the request, without a SOAP message.";
    return "The web server failed, without a SOAP message.";
}

Code http_code(std::uint32_t hresult, int status)
{
    const auto names = named_http_statuses();
    const auto named = std::find_if(names.begin(), names.end(),
                                    [&](const HttpStatus& row) { return row.status == status; });
    return {hresult,
            named == names.end() ? std::string_view{} : named->name,
            "",
            Origin::http,
            http_meaning(status),
            "Look at the logs of the web server and of the proxies on the way."};
}

/// The number that all of `text` is, of 32 bits; signed ones in two's complement.
std::optional<std::uint32_t> number(std::string_view text, int base)
{
    std::int64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value, base);
    if (parsed.ec != std::errc{} || parsed.ptr != end || value > 0xFFFFFFFFLL ||
        value < std::int64_t{INT32_MIN})
        return std::nullopt;
    return static_cast<std::uint32_t>(value);
}

std::optional<Code> find_number(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        const auto value = text.starts_with('-') ? std::nullopt : number(text, 16);
        return value ? find_code(*value) : std::nullopt;
    }
    // "80180001" is both; an HRESULT has eight hexadecimal digits, a decimal one ten.
    const auto hexadecimal = text.starts_with('-') ? std::nullopt : number(text, 16);
    if (hexadecimal)
        if (const auto code = find_code(*hexadecimal))
            return code;
    const auto decimal = number(text, 10);
    return decimal ? find_code(*decimal) : std::nullopt;
}

bool has_name(const Code& code, std::string_view text)
{
    constexpr std::string_view prefixes[] = {"MENROLL_E_", "MENROLL_S_", "MREGISTER_E_",
                                             "DSREG_E_"};
    for (std::string_view name : {code.name, code.alias, code.word}) {
        if (name.empty())
            continue;
        if (equal_ignoring_case(name, text))
            return true;
        for (const auto prefix : prefixes)
            if (name.starts_with(prefix) && equal_ignoring_case(name.substr(prefix.size()), text))
                return true;
    }
    return false;
}

std::optional<Code> find_name(std::string_view text)
{
    for (const Code& code : catalogue())
        if (has_name(code, text))
            return code;
    for (const HttpStatus& row : named_http_statuses())
        if (equal_ignoring_case(row.name, text))
            return http_code(http_base + static_cast<std::uint32_t>(row.status), row.status);
    return std::nullopt;
}

template <class Value>
const Code& row_of(std::optional<Value> Code::*member, Value value)
{
    const auto codes = server_codes();
    return *std::find_if(codes.begin(), codes.end(),
                         [&](const Code& code) { return code.*member == value; });
}

const Code* find_word(std::string_view word, Origin origin)
{
    for (const Code& code : server_codes())
        if (code.origin == origin && equal_ignoring_case(code.word, word))
            return &code;
    return nullptr;
}

} // namespace

std::span<const Code> catalogue()
{
    static const std::vector<Code> codes = all_codes();
    return codes;
}

std::optional<Code> find_code(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    const auto code = find_number(text);
    return code ? code : find_name(text);
}

std::optional<Code> find_code(std::uint32_t hresult)
{
    const auto codes = catalogue();
    const auto code =
        std::lower_bound(codes.begin(), codes.end(), hresult,
                         [](const Code& row, std::uint32_t value) { return row.hresult < value; });
    if (code != codes.end() && code->hresult == hresult)
        return *code;
    if (const auto status = http_status_of(hresult))
        return http_code(hresult, *status);
    if (hresult <= http_base || hresult > http_base + last_mirrored)
        return std::nullopt;
    auto mirrored = find_code(enrollment_base + (hresult - http_base));
    if (mirrored)
        *mirrored = {hresult,           mirrored->name,  "", Origin::windows_8_1,
                     mirrored->meaning, mirrored->advice};
    return mirrored;
}

Result<Code> code_from(const std::string& text)
{
    const auto code = find_code(text);
    if (!code)
        return Error{Errc::usage, fmt::format("'{}' is no code; --list shows all", text)};
    return *code;
}

std::optional<int> http_status_of(std::uint32_t hresult)
{
    if (hresult < http_base + 100 || hresult > http_base + 599)
        return std::nullopt;
    return static_cast<int>(hresult - http_base);
}

const Code& code_of(Subcode subcode)
{
    // The rows of the subcodes come before those that go out with them.
    return row_of(&Code::subcode, subcode);
}

const Code& code_of(ErrorType error_type)
{
    return row_of(&Code::error_type, error_type);
}

std::string_view to_text(Subcode subcode)
{
    return code_of(subcode).word;
}

std::string_view to_text(ErrorType error_type)
{
    return code_of(error_type).word;
}

std::optional<Subcode> subcode_from(std::string_view word)
{
    const Code* const code = find_word(word, Origin::subcode);
    return code == nullptr ? std::nullopt : code->subcode;
}

std::optional<ErrorType> error_type_from(std::string_view word)
{
    const Code* const code = find_word(word, Origin::error_type);
    return code == nullptr ? std::nullopt : code->error_type;
}

std::string_view to_text(Origin origin)
{
    switch (origin) {
    case Origin::subcode:
        return "subcode";
    case Origin::error_type:
        return "error_type";
    case Origin::client:
        return "client";
    case Origin::windows_8_1:
        return "windows_8_1";
    case Origin::registration:
        return "registration";
    case Origin::http:
        break;
    }
    return "http";
}

} // namespace mdm::fault
