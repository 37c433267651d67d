#include "fault/describe.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mdm::fault {
namespace {

std::string_view or_dash(std::string_view text)
{
    return text.empty() ? "-" : text;
}

std::int32_t as_signed(std::uint32_t hresult)
{
    return static_cast<std::int32_t>(hresult);
}

/// What the device read, or where else the code comes from.
std::string source(const Code& code)
{
    switch (code.origin) {
    case Origin::subcode:
        return fmt::format("the device read subcode {}", code.word);
    case Origin::error_type:
        return fmt::format("the device read ErrorType {}, with subcode {} unless another is given",
                           code.word, to_text(code.subcode.value()));
    case Origin::client:
        return "the device itself";
    case Origin::windows_8_1:
        return "the device itself, on Windows 8.1";
    case Origin::registration:
        return "the device itself, joining a directory";
    case Origin::http:
        break;
    }
    return fmt::format("HTTP status {} without a SOAP message",
                       http_status_of(code.hresult).value());
}

} // namespace

std::string describe(const Code& code)
{
    std::string text = fmt::format("code:     0x{:08X} ({} or {})\n", code.hresult, code.hresult,
                                   as_signed(code.hresult));
    const auto line = [&](std::string_view label, std::string_view value) {
        if (!value.empty())
            text += fmt::format("{:<10}{}\n", label, value);
    };
    line("name:", code.name);
    line("also:", code.alias);
    line("source:", source(code));
    line("meaning:", code.meaning);
    line("advice:", code.advice);
    line("text:", code.reason);
    return text;
}

std::string row(const Code& code)
{
    return fmt::format("0x{:08X}  {:<12}  {:<21}  {:<46}  {}\n", code.hresult, to_text(code.origin),
                       or_dash(code.word), or_dash(code.name), code.meaning);
}

std::string to_json(const Code& code)
{
    nlohmann::ordered_json object{{"hresult", fmt::format("0x{:08X}", code.hresult)},
                                  {"unsigned", code.hresult},
                                  {"signed", as_signed(code.hresult)}};
    const auto put = [&](const char* key, std::string_view value) {
        if (!value.empty())
            object[key] = value;
    };
    put("name", code.name);
    put("alias", code.alias);
    put("word", code.word);
    put("origin", to_text(code.origin));
    put("subcode", code.subcode ? to_text(*code.subcode) : std::string_view{});
    if (const auto status = http_status_of(code.hresult))
        object["http_status"] = *status;
    put("meaning", code.meaning);
    put("advice", code.advice);
    put("reason", code.reason);
    return object.dump();
}

std::string table()
{
    std::string text;
    for (const Code& code : catalogue())
        text += row(code);
    return text;
}

std::string json_table()
{
    std::string text;
    for (const Code& code : catalogue())
        text.append(text.empty() ? "[\n" : ",\n").append(to_json(code));
    return text.append("\n]\n");
}

} // namespace mdm::fault
