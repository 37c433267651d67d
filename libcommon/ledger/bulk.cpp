#include "ledger/bulk.h"

#include "core/base64.h"

#include <algorithm>

namespace mdm::ledger {
namespace {

/// `part` as often as there are rows in a group, with commas between.
std::string repeated(const std::string& part, const char* between)
{
    std::string text = part;
    for (std::size_t i = 1; i < Bulk::size; ++i)
        text.append(between).append(part);
    return text;
}

/// A column that takes another value for each serial number.
std::string value_by_serial(const std::string& value)
{
    return "CASE serial " + repeated("WHEN :serial THEN " + value, " ") + " END";
}

} // namespace

std::optional<std::vector<Entry>> Bulk::insert(std::span<const Reservation, size> group)
{
    std::ranges::transform(group, rows_.begin(),
                           [](const Reservation& one) { return row_from(one); });
    auto& statement = prepared(
        insert_, sql_, insert_into_certificate(repeated(values_of_row, ", ")), [&](auto& st) {
            for (const CertificateRow& row : rows_)
                use_row(st, row);
        });
    run(statement);
    if (statement.get_affected_rows() != static_cast<long long>(size))
        return std::nullopt;
    std::vector<Entry> entries;
    entries.reserve(size);
    for (const CertificateRow& row : rows_)
        entries.push_back(entry_from(row));
    return entries;
}

bool Bulk::update(std::span<const Ledger::Signed, size> group)
{
    for (std::size_t i = 0; i < size; ++i) {
        rows_[i].serial = group[i].serial;
        rows_[i].issued_at = seconds_since_epoch(group[i].issued_at);
        rows_[i].thumbprint = group[i].thumbprint;
        rows_[i].certificate = encode_base64(group[i].certificate);
    }
    auto& statement =
        prepared(update_, sql_,
                 "UPDATE certificate SET state = 'issued', issued_at = " +
                     value_by_serial("CAST(:issued_at AS BIGINT)") +
                     ", thumbprint = " + value_by_serial(":thumbprint") +
                     ", certificate = " + value_by_serial(":certificate") + " WHERE serial IN (" +
                     repeated(":serial", ", ") + ") AND state = 'reserved'",
                 [&](auto& st) {
                     const auto by_serial = [&](auto column) {
                         for (const CertificateRow& row : rows_) {
                             st.exchange(soci::use(row.serial));
                             st.exchange(soci::use(row.*column));
                         }
                     };
                     by_serial(&CertificateRow::issued_at);
                     by_serial(&CertificateRow::thumbprint);
                     by_serial(&CertificateRow::certificate);
                     for (const CertificateRow& row : rows_)
                         st.exchange(soci::use(row.serial));
                 });
    run(statement);
    return statement.get_affected_rows() == static_cast<long long>(size);
}

} // namespace mdm::ledger
