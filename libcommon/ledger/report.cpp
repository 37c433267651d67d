#include "ledger/report.h"

#include "core/text.h"
#include "ledger/fields.h"

#include <algorithm>

namespace mdm::ledger {
namespace {

// So many rows are held until the columns are known; a later cell that is wider stands out.
constexpr std::size_t rows_held = 200;
constexpr std::size_t widest_cell = 64;
constexpr std::string_view gap = "  ";

std::string cell(const std::string& text)
{
    return text.empty() ? "-" : printable(text, widest_cell);
}

std::vector<std::string> headings(const Entry*)
{
    return {"SERIAL", "STATE", "NOT AFTER", "USER", "DEVICE", "PROFILE"};
}

std::vector<std::string> cells(const Entry& entry)
{
    const Reservation& r = entry.reservation;
    return {cell(r.serial),
            std::string(to_text(entry.state)),
            mdm::to_text(r.not_after),
            cell(r.user),
            cell(r.device_id),
            cell(r.profile)};
}

std::vector<std::string> headings(const Attempt*)
{
    return {"TIME", "TRACE ID", "KIND", "USER", "DEVICE", "OUTCOME", "WHY"};
}

std::vector<std::string> cells(const Attempt& attempt)
{
    std::string why = attempt.subcode;
    for (const auto* more : {&attempt.error_type, &attempt.reason})
        if (!more->empty())
            why.append(why.empty() ? "" : ": ").append(*more);
    if (!attempt.rule.empty())
        why += " (rule '" + attempt.rule + "')";
    return {mdm::to_text(attempt.at),
            cell(attempt.trace_id),
            cell(attempt.kind),
            cell(attempt.user),
            cell(attempt.device_id),
            cell(attempt.outcome),
            why.empty() ? "-" : printable(why)};
}

std::vector<std::string> headings(const Submission*)
{
    return {"REQUEST", "STATE", "ASKED AT", "CLIENT", "USER", "DEVICE", "PROFILE", "FOR"};
}

std::vector<std::string> cells(const Submission& s)
{
    return {std::to_string(s.number),
            std::string(to_text(s.stage)),
            mdm::to_text(s.asked_at),
            cell(s.client),
            cell(s.user),
            cell(s.device_id),
            cell(s.profile),
            printable(s.names.empty() ? s.subject : s.subject + " " + s.names)};
}

/// How many columns of a terminal a text takes, one a character.
std::size_t width(const std::string& text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string described(const Fields& fields)
{
    constexpr std::size_t column = 16;
    std::string text;
    for (const auto& [name, value] : fields) {
        if (value.empty())
            continue;
        std::string label(name);
        std::replace(label.begin(), label.end(), '_', ' ');
        label.resize(column, ' ');
        text += label + printable(value, 4096) + "\n";
    }
    return text;
}

std::string described(const Entry& entry, const std::vector<std::string>& renewed_by)
{
    auto fields = fields_of(entry);
    const std::string certificate = std::move(fields.back().second);
    fields.pop_back();
    for (const std::string& serial : renewed_by)
        fields.emplace_back("renewed_by", serial);
    std::string text = described(fields);
    if (certificate.empty())
        return text;
    // Base64 in lines of 64 characters (RFC 7468 3).
    text += "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t i = 0; i < certificate.size(); i += 64)
        text += certificate.substr(i, 64) + "\n";
    return text + "-----END CERTIFICATE-----\n";
}

std::string described(const Attempt& attempt)
{
    auto fields = fields_of(attempt);
    fields.front().first = "attempt_at";
    return described(fields);
}

} // namespace

Result<Form> form_of(bool json, bool csv)
{
    if (json && csv)
        return Error{Errc::usage, "--json and --csv exclude each other"};
    if (csv)
        return Form::csv;
    return json ? Form::json : Form::columns;
}

template <class Row>
std::string Report<Row>::columns_of(const std::vector<std::string>& cells) const
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 == cells.size())
            break;
        const std::size_t used = width(cells[i]);
        line.append(widths_[i] > used ? widths_[i] - used : 0, ' ').append(gap);
    }
    return line + "\n";
}

template <class Row>
std::string Report<Row>::held_rows()
{
    std::string text;
    for (const auto& row : held_) {
        widths_.resize(row.size());
        for (std::size_t i = 0; i < row.size(); ++i)
            widths_[i] = std::max(widths_[i], width(row[i]));
    }
    for (const auto& row : held_)
        text += columns_of(row);
    held_.clear();
    return text;
}

template <class Row>
std::string Report<Row>::header()
{
    begun_ = true;
    if (form_ == Form::csv)
        return csv_header(fields_of(Row{}));
    if (form_ == Form::columns)
        held_.push_back(headings(static_cast<Row*>(nullptr)));
    return {};
}

template <class Row>
std::string Report<Row>::add(const Row& row)
{
    std::string text = begun_ ? "" : header();
    if (form_ == Form::json)
        return text + to_json(fields_of(row)) + "\n";
    if (form_ == Form::csv)
        return text + to_csv(fields_of(row));
    if (!widths_.empty())
        return columns_of(cells(row));
    held_.push_back(cells(row));
    return held_.size() > rows_held ? held_rows() : "";
}

template <class Row>
std::string Report<Row>::end()
{
    if (form_ == Form::csv && !begun_)
        return header();
    return held_rows();
}

template class Report<Entry>;
template class Report<Attempt>;
template class Report<Submission>;

std::string describe(const Known& known)
{
    std::string text;
    for (std::size_t i = 0; i < known.certificates.size(); ++i)
        text += (text.empty() ? "" : "\n") +
                described(known.certificates[i], i < known.renewed_by.size()
                                                     ? known.renewed_by[i]
                                                     : std::vector<std::string>());
    for (const auto& attempt : known.attempts)
        text += (text.empty() ? "" : "\n") + described(attempt);
    for (const auto& request : known.requests)
        text += (text.empty() ? "" : "\n") + described(fields_of(request));
    return text;
}

} // namespace mdm::ledger
