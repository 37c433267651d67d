#pragma once

#include "core/expand.h"
#include "core/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::web {

/// The texts of the pages in one language.
class Texts {
public:
    /// English, which is compiled in: with it every text is there.
    Texts();

    /// The text of a key with its variables filled in, as text and not as HTML. The key must be
    /// one of English.
    [[nodiscard]] std::string text(std::string_view key,
                                   std::span<const Variable> variables = {}) const;
    [[nodiscard]] std::string text(std::string_view key,
                                   std::initializer_list<Variable> variables) const;
    [[nodiscard]] const std::string& tag() const { return tag_; } ///< RFC 5646

    /// Replaces texts by those of a language file: "key = text" a line, UTF-8; empty lines and
    /// lines that begin with # are passed over. Fails with malformed, naming the line, on a key
    /// that English does not have, one that is there twice, a variable that English does not use
    /// there, and what is no such line; then nothing is replaced.
    Result<void> apply(std::string_view file, std::string tag);

    /// Every key with its English text, sorted.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const
    {
        return texts_;
    }

private:
    std::string tag_ = "en";
    std::map<std::string, std::string, std::less<>> texts_;
};

/// The languages that a user prefers, most wanted first, each followed by what it is a variant of:
/// "de-at", "de" (RFC 9110 12.5.4, RFC 4647 3.4). Lower case, only letters, digits and hyphens. At
/// most 16; what is no tag is passed over.
std::vector<std::string> preferred_languages(std::string_view accept_language);

/// What was found for a user.
struct Translation {
    Texts texts;
    std::vector<std::string> problems; ///< what is wrong with files that were left out, for the log
};

/// Looks for the files of the preferred languages, TAG.lang, in the folders, and applies the first
/// language that any folder has; a later folder changes texts of an earlier one. English where
/// there is none.
Translation load_texts(std::span<const std::string> folders, std::string_view accept_language);

/// The first of FILE.TAG, by the preferred languages, that is there, else FILE.
std::string translated_file(const std::string& file, std::string_view accept_language);

} // namespace mdm::web
