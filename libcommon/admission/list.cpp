#include "admission/list.h"

#include "core/file.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::admission {
namespace {

using config::Matter;

constexpr std::size_t file_limit = 64U << 20;

/// The one spelling of all that is the same.
std::string canonical(std::string_view text, Matter matter)
{
    if (matter == Matter::enrollment_data)
        return std::string(text);
    if (matter == Matter::os_editions)
        if (const auto number = config::os_edition_from(text))
            return std::to_string(*number);
    std::string lower = to_lower(text);
    if (matter == Matter::devices)
        std::ranges::replace(lower, '-', ':');
    return lower;
}

/// Whether a text is a pattern's, in which `*` stands for any text.
bool matches(std::string_view pattern, std::string_view text)
{
    const auto parts = split(pattern, '*');
    if (!text.starts_with(parts.front()))
        return false;
    text.remove_prefix(parts.front().size());
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
        const auto at = text.find(parts[i]);
        if (at == text.npos)
            return false;
        text.remove_prefix(at + parts[i].size());
    }
    return text.ends_with(parts.back());
}

} // namespace

void ItemList::add(std::string_view item)
{
    if (item.find('*') != item.npos)
        patterns_.push_back(item);
    else
        items_.insert(item);
}

Result<ItemList> ItemList::load(const config::List& list, Matter matter)
{
    ItemList loaded(matter);
    auto& texts = *loaded.texts_;
    if (list.file.empty()) {
        for (const std::string& item : list.items)
            texts.push_back(canonical(item, matter));
        for (const std::string& text : texts)
            loaded.add(text);
        return loaded;
    }
    const auto content = TRY(read_file(list.file, file_limit));
    const bool words = matter == Matter::os_editions; // which are not their canonical spelling
    // The lines are views of the first text, and a longer vector would move it.
    texts.reserve(static_cast<std::size_t>(std::ranges::count(content, '\n')) + 2);
    texts.push_back(words ? content : canonical(content, matter));
    const auto lines = split(texts.front(), '\n');
    loaded.items_.reserve(lines.size());
    for (std::string_view line : lines) {
        line = trim(line);
        if (line.empty() || line.front() == '#')
            continue;
        if (words)
            line = texts.emplace_back(canonical(line, matter));
        loaded.add(line);
    }
    return loaded;
}

bool ItemList::contains(std::string_view value) const
{
    const std::string text = canonical(value, matter_);
    return items_.contains(text) ||
           std::ranges::any_of(patterns_, [&](auto pattern) { return matches(pattern, text); });
}

} // namespace mdm::admission
