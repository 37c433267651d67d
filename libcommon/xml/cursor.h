#pragma once

#include "xml/document.h"

#include <string_view>

namespace mdm::xml {

/// What XML counts as white space (XML 1.0, 2.3: S).
constexpr std::string_view white_space = " \t\r\n";

/// A name as it is written: `prefix:local` or `local`.
struct QualifiedName {
    std::string_view text;
    std::string_view prefix = {};
    std::string_view local = {};
};

/// An attribute as it is written, references unresolved.
struct Attribute {
    QualifiedName name;
    std::string_view value;
};

/// A place in decoded text, from where the small parts of a document are read: each function reads
/// one part and moves behind it. Fails with malformed; the message begins with "line N, column N: "
/// and quotes nothing of the document, since a password may be what is not well formed.
class Cursor {
public:
    /// The text must outlive the cursor.
    Cursor(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    /// How many bytes of the text lie behind.
    [[nodiscard]] std::size_t position() const { return at_; }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] bool looking_at(std::string_view what) const { return rest().starts_with(what); }
    void move(std::size_t bytes) { at_ += bytes; }

    /// Moves behind `what` or behind white space; whether there was any.
    bool skip(std::string_view what);
    bool skip_space();

    /// The name here (Namespaces in XML 1.0, 4: QName).
    Result<QualifiedName> name();
    /// The attribute here (XML 1.0, 3.1: Attribute). Its references are checked.
    Result<Attribute> attribute();
    /// Checks the references in a piece of text (XML 1.0, 4.1).
    [[nodiscard]] Result<void> references(std::string_view text) const;

    /// The error that something is wrong here.
    [[nodiscard]] Error fail(std::string_view what, std::string_view spec) const;

private:
    std::string_view text_;
    Limits limits_;
    std::size_t at_ = 0;
};

} // namespace mdm::xml
