#include "config/table.h"

#include <algorithm>

namespace mdm::config {

namespace {

std::string quoted(std::initializer_list<std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words)
        text.append(" \"").append(word).append("\"");
    return text;
}

} // namespace

std::string Table::where(const toml::node& node, std::string_view key) const
{
    return "line " + std::to_string(node.source().begin.line) + ": [" + name_ + "] " +
           std::string(key);
}

const toml::node* Table::find(std::string_view key)
{
    asked_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->get(key);
}

void Table::fail(std::string_view key, std::string_view expected)
{
    if (error_)
        return;
    const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
    const std::string place =
        node != nullptr ? where(*node, key) : "[" + name_ + "] " + std::string(key);
    error_ = Error{Errc::malformed, place + " must be " + std::string(expected)};
}

void Table::read(std::string_view key, std::string& value)
{
    if (const auto* node = find(key)) {
        if (const auto* text = node->as_string())
            value = text->get();
        else
            fail(key, "a text");
    }
}

void Table::read(std::string_view key, bool& value)
{
    if (const auto* node = find(key)) {
        if (const auto* flag = node->as_boolean())
            value = flag->get();
        else
            fail(key, "true or false");
    }
}

void Table::read(std::string_view key, double& value, double least, double most)
{
    if (const auto* node = find(key)) {
        const auto number = node->value<double>();
        if (number && *number >= least && *number <= most)
            value = *number;
        else
            fail(key, "a number from " + std::to_string(least) + " to " + std::to_string(most));
    }
}

void Table::read(std::string_view key, std::vector<std::string>& value)
{
    const auto* node = find(key);
    if (node == nullptr)
        return;
    const auto* array = node->as_array();
    if (array == nullptr || !std::all_of(array->begin(), array->end(),
                                         [](const toml::node& item) { return item.is_string(); }))
        return fail(key, "an array of texts");
    value.clear();
    for (const toml::node& item : *array)
        value.push_back(item.as_string()->get());
}

void Table::read(std::string_view key,
                 std::vector<std::pair<std::string, std::vector<std::string>>>& value)
{
    Table inner = table(key);
    if (inner.table_ == nullptr)
        return;
    for (const auto& [name, node] : *inner.table_) {
        auto& [text, texts] = value.emplace_back(name.str(), std::vector<std::string>());
        if (node.is_string())
            texts.push_back(node.as_string()->get());
        else
            inner.read(text, texts);
    }
    if (!error_)
        error_ = inner.error_;
}

void Table::read(std::string_view key, std::vector<std::pair<std::string, std::size_t>>& value,
                 std::int64_t least, std::int64_t most)
{
    Table inner = table(key);
    if (inner.table_ == nullptr)
        return;
    for (const auto& [name, node] : *inner.table_)
        if (const auto number = inner.integer(name.str(), least, most))
            value.emplace_back(name.str(), static_cast<std::size_t>(*number));
    if (!error_)
        error_ = inner.error_;
}

void Table::read_path(std::string_view key, std::string& value)
{
    read(key, value);
    join_folder(value);
}

void Table::read_paths(std::string_view key, std::vector<std::string>& value)
{
    read(key, value);
    for (std::string& path : value)
        join_folder(path);
}

void Table::read(std::string_view key, std::optional<SecretSource>& value)
{
    std::string text;
    read(key, text);
    if (!has(key) || error_)
        return;
    auto source = secret_source_from(text);
    if (!source)
        return fail(key, secret_source_forms);
    join_folder(source->path);
    value = std::move(source).value();
}

void Table::join_folder(std::string& path) const
{
    if (!path.empty() && path.front() != '/' && !folder_.empty())
        path.insert(0, folder_ + "/");
}

void Table::read_word(std::string_view key, std::string& value,
                      std::initializer_list<std::string_view> words)
{
    read(key, value);
    if (std::find(words.begin(), words.end(), value) == words.end())
        fail(key, "one of" + quoted(words));
}

void Table::read_words(std::string_view key, std::vector<std::string>& value,
                       std::initializer_list<std::string_view> words)
{
    read(key, value);
    for (const std::string& word : value)
        if (std::find(words.begin(), words.end(), word) == words.end())
            fail(key, "an array of" + quoted(words));
}

void Table::read(std::string_view key, std::optional<Time>& value)
{
    const auto* node = find(key);
    if (node == nullptr)
        return;
    toml::date date;
    std::chrono::nanoseconds of_day{0};
    if (const auto* day = node->as_date()) {
        date = day->get();
    } else if (const auto* moment = node->as_date_time(); moment && moment->get().offset) {
        const toml::date_time& whole = moment->get();
        date = whole.date;
        of_day = std::chrono::hours{whole.time.hour} + std::chrono::minutes{whole.time.minute} +
                 std::chrono::seconds{whole.time.second} -
                 std::chrono::minutes{whole.offset->minutes};
    } else {
        return fail(key, "a date, or a date and a time with Z or its distance from UTC");
    }
    const std::chrono::year_month_day day{
        std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
    value = std::chrono::time_point_cast<Time::duration>(std::chrono::sys_days{day} + of_day);
}

std::optional<std::int64_t> Table::integer(std::string_view key, std::int64_t least,
                                           std::int64_t most)
{
    const auto* node = find(key);
    if (node == nullptr)
        return std::nullopt;
    const auto* number = node->as_integer();
    if (number != nullptr && number->get() >= least && number->get() <= most)
        return number->get();
    fail(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

void Table::read_nodes(std::vector<Node>& nodes)
{
    if (table_ == nullptr)
        return;
    collect(*table_, "", nodes);
    for (const auto& [key, node] : *table_)
        asked_.emplace_back(key.str());
}

void Table::collect(const toml::table& from, const std::string& prefix, std::vector<Node>& nodes)
{
    for (const auto& [key, node] : from) {
        const std::string path = prefix + std::string(key.str());
        if (const auto* inner = node.as_table())
            collect(*inner, path + "/", nodes);
        else if (const auto* text = node.as_string())
            nodes.push_back({path, text->get()});
        else if (const auto* number = node.as_integer())
            nodes.push_back({path, number->get()});
        else if (const auto* flag = node.as_boolean())
            nodes.push_back({path, flag->get()});
        else if (!error_)
            error_ = Error{Errc::malformed,
                           where(node, path) + " must be a text, a whole number, true or false"};
    }
}

std::string Table::inner_name(std::string_view key) const
{
    return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

Table Table::table(std::string_view key)
{
    const auto* node = find(key);
    if (node != nullptr && !node->is_table())
        fail(key, "a table");
    return {node == nullptr ? nullptr : node->as_table(), inner_name(key), folder_};
}

std::vector<Table> Table::tables(std::string_view key)
{
    std::vector<Table> found;
    const auto* node = find(key);
    if (node == nullptr)
        return found;
    const auto* array = node->as_array();
    if (array == nullptr || !std::all_of(array->begin(), array->end(),
                                         [](const toml::node& item) { return item.is_table(); })) {
        fail(key, "an array of tables");
        return found;
    }
    for (const toml::node& item : *array)
        found.emplace_back(item.as_table(), inner_name(key), folder_);
    return found;
}

std::vector<std::string> Table::keys() const
{
    std::vector<std::string> names;
    if (table_ != nullptr)
        for (const auto& [key, node] : *table_)
            names.emplace_back(key.str());
    return names;
}

Result<void> Table::finish() const
{
    if (error_)
        return *error_;
    if (table_ == nullptr)
        return {};
    for (const auto& [key, node] : *table_)
        if (std::find(asked_.begin(), asked_.end(), key.str()) == asked_.end())
            return Error{Errc::malformed, "line " + std::to_string(key.source().begin.line) +
                                              ": unknown key '" + std::string(key.str()) + "'" +
                                              (name_.empty() ? "" : " in [" + name_ + "]")};
    return {};
}

} // namespace mdm::config
