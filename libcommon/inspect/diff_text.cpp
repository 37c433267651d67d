#include "core/text.h"
#include "inspect/diff.h"

#include <nlohmann/json.hpp>

namespace mdm::inspect {
namespace {

struct Sign {
    std::string_view sign;
    std::string_view word;
    std::string_view color;
};

Sign sign_of(Difference::What what)
{
    switch (what) {
    case Difference::What::removed:
        return {"-", "removed", "\x1B[31m"};
    case Difference::What::added:
        return {"+", "added", "\x1B[32m"};
    case Difference::What::order:
        return {"~", "order", "\x1B[33m"};
    case Difference::What::changed:
        break;
    }
    return {"~", "changed", "\x1B[33m"};
}

std::string shown(const std::string& value, bool secret, const View& view)
{
    constexpr std::size_t longest = 120;
    if (secret && !view.show_secrets && !value.empty())
        return "hidden";
    const std::string text = visible(value);
    return view.full ? text : printable(text, longest);
}

} // namespace

std::string to_text(const Difference& difference, const View& view)
{
    const auto [sign, word, color] = sign_of(difference.what);
    const auto before = shown(difference.before, difference.secret, view);
    const auto after = shown(difference.after, difference.secret, view);
    std::string line(sign);
    line.append(" ").append(visible(difference.path));
    if (difference.what == Difference::What::order)
        line += ", order";
    if (!before.empty() || !after.empty())
        line += ": ";
    line += before;
    if (sign == "~")
        line.append(before.empty() ? "-> " : " -> ").append(after);
    else
        line += after;
    if (view.color)
        line = std::string(color).append(line).append("\x1B[0m");
    return line + "\n";
}

std::string to_json(const Difference& difference, const View& view)
{
    using Json = nlohmann::ordered_json;
    Json object{{"what", sign_of(difference.what).word}, {"path", difference.path}};
    if (difference.secret && !view.show_secrets)
        object["hidden"] = true;
    else {
        object["before"] = difference.before;
        object["after"] = difference.after;
    }
    return object.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string to_lines(const std::vector<Difference>& differences, bool json, const View& view)
{
    std::string lines;
    for (const Difference& difference : differences)
        lines += json ? to_json(difference, view) + "\n" : to_text(difference, view);
    return lines;
}

} // namespace mdm::inspect
