#include "web/language.h"

#include "core/file.h"
#include "core/text.h"
#include "web/english.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include <sys/stat.h>

namespace mdm::web {
namespace {

using Table = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t file_limit = 64U << 10;
constexpr std::size_t most_languages = 16;

/// The variables of a text, each standing for nothing.
std::vector<Variable> variables_in(std::string_view text)
{
    std::vector<Variable> variables;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
        text.remove_prefix(open + 1);
        variables.push_back({text.substr(0, text.find('}')), ""});
    }
    return variables;
}

Result<std::pair<std::string, std::string>> parse_line(std::string_view line)
{
    const auto equals = line.find('=');
    const auto key = trim(line.substr(0, equals));
    if (equals == std::string_view::npos || key.empty())
        return Error{Errc::malformed, "expected KEY = TEXT"};
    const auto text = trim(line.substr(equals + 1));
    if (!is_utf8(text))
        return Error{Errc::malformed, "the text is not UTF-8"};
    return std::pair(std::string(key), std::string(text));
}

/// The lines of a language file. `known` has the keys that there may be; null: any.
Result<Table> parse_table(std::string_view file, const Table* known)
{
    Table table;
    std::size_t number = 0;
    for (const std::string_view line : split(file, '\n')) {
        const std::string place = "line " + std::to_string(++number);
        if (trim(line).empty() || line.front() == '#')
            continue;
        auto entry = TRY_WITHIN(place, parse_line(line));
        if (known != nullptr) {
            const auto english = known->find(entry.first);
            if (english == known->end())
                return Error{Errc::malformed, place + ": there is no text " + entry.first};
            TRY_WITHIN(place, expand(entry.second, variables_in(english->second)));
        }
        if (!table.insert(std::move(entry)).second)
            return Error{Errc::malformed, place + ": this text is there twice"};
    }
    return table;
}

const Table& english_table()
{
    static const Table table = parse_table(english(), nullptr).value();
    return table;
}

/// A language range without its weight; empty where it is no tag or is not wanted.
struct Range {
    std::string tag;
    double weight = 1;
};

Range range_of(std::string_view piece)
{
    const auto semicolon = piece.find(';');
    Range range{to_lower(trim(piece.substr(0, semicolon)))};
    const auto is_fit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (range.tag.size() > 35 || !std::all_of(range.tag.begin(), range.tag.end(), is_fit))
        range.tag.clear();
    if (semicolon == std::string_view::npos)
        return range;
    const auto weight = trim(piece.substr(semicolon + 1));
    if (!weight.starts_with("q="))
        return range;
    std::from_chars(weight.data() + 2, weight.data() + weight.size(), range.weight);
    if (!(range.weight > 0))
        range.tag.clear();
    return range;
}

bool exists(const std::string& file)
{
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0;
}

} // namespace

Texts::Texts() : texts_(english_table()) {}

std::string Texts::text(std::string_view key, std::span<const Variable> variables) const
{
    const auto found = texts_.find(key);
    assert(found != texts_.end());
    return expand(found->second, variables).value();
}

std::string Texts::text(std::string_view key, std::initializer_list<Variable> variables) const
{
    return text(key, std::span<const Variable>(variables.begin(), variables.size()));
}

Result<void> Texts::apply(std::string_view file, std::string tag)
{
    const auto table = TRY(parse_table(file, &english_table()));
    for (const auto& [key, text] : table)
        texts_[key] = text;
    tag_ = std::move(tag);
    return {};
}

std::vector<std::string> preferred_languages(std::string_view accept_language)
{
    std::vector<Range> ranges;
    for (const std::string_view piece : split(accept_language.substr(0, 1024), ','))
        if (auto range = range_of(piece); !range.tag.empty() && ranges.size() < most_languages)
            ranges.push_back(std::move(range));
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const Range& a, const Range& b) { return a.weight > b.weight; });
    std::vector<std::string> tags;
    for (Range& range : ranges) {
        const auto language = range.tag.substr(0, range.tag.find('-'));
        for (const std::string& tag : {range.tag, language})
            if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
                tags.push_back(tag);
    }
    return tags;
}

Translation load_texts(std::span<const std::string> folders, std::string_view accept_language)
{
    Translation translation;
    for (const std::string& tag : preferred_languages(accept_language)) {
        bool found = tag == "en";
        for (const std::string& folder : folders) {
            const std::string path = folder + "/" + tag + ".lang";
            if (folder.empty() || !exists(path))
                continue;
            const auto file = read_file(path, file_limit);
            auto applied = file ? translation.texts.apply(*file, tag) : file.error();
            if (applied)
                found = true;
            else
                translation.problems.push_back(path + ": " + applied.error().message);
        }
        if (found)
            break;
    }
    return translation;
}

std::string translated_file(const std::string& file, std::string_view accept_language)
{
    for (const std::string& tag : preferred_languages(accept_language))
        if (exists(file + "." + tag))
            return file + "." + tag;
    return file;
}

} // namespace mdm::web
