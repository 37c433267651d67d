#include "ledger/fields.h"

#include "core/text.h"

#include <algorithm>
#include <limits>

namespace mdm::ledger {
namespace {

constexpr std::string_view line_end = "\r\n";

/// The text without the control characters that a field cannot hold (RFC 4180 2, TEXTDATA); TAB, CR
/// and LF stay.
std::string text_data(std::string_view text)
{
    constexpr std::string_view kept = "\t\r\n";
    std::string result;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(kept), text.size());
        result += printable(text.substr(0, end), std::numeric_limits<std::size_t>::max());
        if (end < text.size())
            result += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string field(const std::string& value)
{
    std::string text = text_data(value);
    // Spreadsheets run what begins so, and a device chooses its own name.
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

} // namespace

std::string csv_header(const Fields& fields)
{
    std::string row;
    for (const auto& [name, value] : fields)
        row.append(row.empty() ? "" : ",").append(name);
    return row.append(line_end);
}

std::string to_csv(const Fields& fields)
{
    std::string row;
    bool first = true;
    for (const auto& [name, value] : fields) {
        row.append(first ? "" : ",").append(field(value));
        first = false;
    }
    return row.append(line_end);
}

} // namespace mdm::ledger
