#pragma once

#include "ledger/lookup.h"

#include <string>
#include <vector>

namespace mdm::ledger {

/// How rows are written: columns for people, one JSON object a line, or RFC 4180.
enum class Form { columns, json, csv };

/// The form that --json or --csv asks for. Fails with usage when both do.
Result<Form> form_of(bool json, bool csv);

/// Writes rows one after the other, in constant memory. What came from devices is made harmless for
/// the form: control characters become `?` (in JSON, escapes), and in CSV a value that a
/// spreadsheet would take for a formula gets a `'` in front.
template <class Row>
class Report {
public:
    explicit Report(Form form) : form_(form) {}

    /// Takes a row and yields the text to write next, which may be none: the first rows tell how
    /// wide the columns are.
    std::string add(const Row& row);
    /// The text that remains when there are no more rows. Without any row that is the header of
    /// CSV, and nothing else.
    std::string end();

private:
    std::string columns_of(const std::vector<std::string>& cells) const;
    std::string held_rows();
    std::string header();

    Form form_;
    bool begun_ = false;
    std::vector<std::vector<std::string>> held_;
    std::vector<std::size_t> widths_;
};

extern template class Report<Entry>;
extern template class Report<Attempt>;
extern template class Report<Submission>;

/// Everything that is known, for people: a line "name  value" a member, the certificates in PEM,
/// and an empty line between two rows.
std::string describe(const Known& known);

/// One line with {"certificates": [...], "attempts": [...], "requests": [...]}, without a line
/// feed.
std::string to_json(const Known& known);

} // namespace mdm::ledger
