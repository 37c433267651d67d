#pragma once

#include "config/settings.h"
#include "core/secret_source.h"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

namespace mdm::config {

/// Reads one table of the file, key by key, and knows which keys nobody asked for. The first thing
/// that is wrong is kept and every later call has no effect, so that a reader of many keys asks
/// once, at the end.
class Table {
public:
    /// `table` may be null: then every key is absent.
    Table(const toml::table* table, std::string name, const std::string& folder)
        : table_(table), name_(std::move(name)), folder_(folder)
    {
    }

    void read(std::string_view key, std::string& value);
    void read(std::string_view key, bool& value);
    void read(std::string_view key, double& value, double least, double most);
    void read(std::string_view key, std::vector<std::string>& value);
    /// A table of names, each with a text or an array of texts.
    void read(std::string_view key,
              std::vector<std::pair<std::string, std::vector<std::string>>>& value);
    /// A table of names, each with a whole number.
    void read(std::string_view key, std::vector<std::pair<std::string, std::size_t>>& value,
              std::int64_t least, std::int64_t most);
    /// A text that names a file: joined to the folder where it is relative.
    void read_path(std::string_view key, std::string& value);
    /// Texts that name files, likewise.
    void read_paths(std::string_view key, std::vector<std::string>& value);
    /// Where a secret is to be had; a file is joined to the folder where it is relative.
    void read(std::string_view key, std::optional<SecretSource>& value);
    /// One of a few words.
    void read_word(std::string_view key, std::string& value,
                   std::initializer_list<std::string_view> words);
    /// An array of a few words.
    void read_words(std::string_view key, std::vector<std::string>& value,
                    std::initializer_list<std::string_view> words);
    /// A date, which is its first second, or a date and a time with its distance from UTC.
    void read(std::string_view key, std::optional<Time>& value);
    template <class Number>
    void read_number(std::string_view key, Number& value, std::int64_t least, std::int64_t most)
    {
        if (const auto number = integer(key, least, most))
            value = static_cast<Number>(*number);
    }
    /// A number of days, or of another unit of std::chrono.
    template <class Duration>
    void read_duration(std::string_view key, Duration& value, std::int64_t least, std::int64_t most)
    {
        if (const auto number = integer(key, least, most))
            value = Duration{*number};
    }

    /// Every leaf below this table, in the order of their paths.
    void read_nodes(std::vector<Node>& nodes);

    /// The table of that name inside this one; an empty one where there is none.
    Table table(std::string_view key);
    /// The tables of an array of tables; none where it is not there.
    std::vector<Table> tables(std::string_view key);
    /// Whether the file has this key, whatever its value.
    [[nodiscard]] bool has(std::string_view key) const
    {
        return table_ != nullptr && table_->contains(key);
    }
    /// Whether the value of this key is a table.
    [[nodiscard]] bool has_table(std::string_view key) const
    {
        return has(key) && table_->get(key)->is_table();
    }
    [[nodiscard]] bool exists() const { return table_ != nullptr; }
    /// The keys of this table, sorted.
    [[nodiscard]] std::vector<std::string> keys() const;

    /// What was wrong first, here or with a key that nobody asked for.
    Result<void> finish() const;
    /// Records what is wrong with the value of a key.
    void fail(std::string_view key, std::string_view expected);

private:
    const toml::node* find(std::string_view key);
    void join_folder(std::string& path) const;
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                        std::int64_t most);
    void collect(const toml::table& from, const std::string& prefix, std::vector<Node>& nodes);
    [[nodiscard]] std::string inner_name(std::string_view key) const;
    [[nodiscard]] std::string where(const toml::node& node, std::string_view key) const;

    const toml::table* table_;
    std::string name_;
    std::string folder_;
    std::vector<std::string> asked_;
    std::optional<Error> error_ = {};
};

} // namespace mdm::config
