#include "ledger/rows.h"

#include "core/base64.h"

#include <stdexcept>

namespace mdm::ledger {
namespace {

constexpr const char* columns_of_version_1 =
    "serial, COALESCE(request_key, ''), trace_id, kind, user_name, device_id, profile, subject, "
    "key_thumbprint, not_before, not_after, reserved_at, state, COALESCE(issued_at, 0), "
    "COALESCE(thumbprint, ''), COALESCE(certificate, '')";

constexpr const char* columns_of_version_5 =
    ", COALESCE(os_version, '')"
    ", COALESCE((SELECT r.reason FROM revocation r WHERE r.serial = certificate.serial), '')"
    ", COALESCE((SELECT r.revoked_at FROM revocation r WHERE r.serial = certificate.serial), 0)";

} // namespace

std::string certificate_columns(long long version)
{
    return std::string(columns_of_version_1) +
           (version < 4 ? ", '', ''" : ", COALESCE(renews, ''), COALESCE(enrollment_type, '')") +
           (version < 5 ? ", '', '', 0" : columns_of_version_5);
}

std::string attempt_columns(long long version)
{
    return std::string("number, trace_id, happened_at, kind, user_name, device_id, outcome, "
                       "subcode, error_type, reason, serial") +
           (version < 5 ? ", ''" : ", COALESCE(rule, '')");
}

void into_row(soci::statement& statement, CertificateRow& row)
{
    for (auto* text : {&row.serial, &row.request_key, &row.trace_id, &row.kind, &row.user_name,
                       &row.device_id, &row.profile, &row.subject, &row.key_thumbprint})
        statement.exchange(soci::into(*text));
    for (auto* number : {&row.not_before, &row.not_after, &row.reserved_at})
        statement.exchange(soci::into(*number));
    statement.exchange(soci::into(row.state));
    statement.exchange(soci::into(row.issued_at));
    statement.exchange(soci::into(row.thumbprint));
    statement.exchange(soci::into(row.certificate));
    statement.exchange(soci::into(row.renews));
    statement.exchange(soci::into(row.enrollment_type));
    statement.exchange(soci::into(row.os_version));
    statement.exchange(soci::into(row.revocation_reason));
    statement.exchange(soci::into(row.revoked_at));
}

void into_row(soci::statement& statement, AttemptRow& row)
{
    statement.exchange(soci::into(row.number));
    statement.exchange(soci::into(row.trace_id));
    statement.exchange(soci::into(row.happened_at));
    for (auto* text : {&row.kind, &row.user_name, &row.device_id, &row.outcome, &row.subcode,
                       &row.error_type, &row.reason, &row.serial, &row.rule})
        statement.exchange(soci::into(*text));
}

const char* const values_of_row =
    "(:serial, NULLIF(:request_key, ''), :trace_id, :kind, :user_name, :device_id, :profile,"
    " :subject, :key_thumbprint, :not_before, :not_after, :reserved_at, :state,"
    " NULLIF(:renews, ''), NULLIF(:enrollment_type, ''), NULLIF(:os_version, ''))";

std::string insert_into_certificate(const std::string& values)
{
    return "INSERT INTO certificate (serial, request_key, trace_id, kind, user_name, device_id,"
           " profile, subject, key_thumbprint, not_before, not_after, reserved_at, state, renews,"
           " enrollment_type, os_version) VALUES " +
           values + " ON CONFLICT DO NOTHING";
}

void use_row(soci::statement& statement, const CertificateRow& row)
{
    for (const auto* text :
         {&row.serial, &row.request_key, &row.trace_id, &row.kind, &row.user_name, &row.device_id,
          &row.profile, &row.subject, &row.key_thumbprint})
        statement.exchange(soci::use(*text));
    for (const auto* number : {&row.not_before, &row.not_after, &row.reserved_at})
        statement.exchange(soci::use(*number));
    for (const auto* text : {&row.state, &row.renews, &row.enrollment_type, &row.os_version})
        statement.exchange(soci::use(*text));
}

void use_row(soci::statement& statement, const AttemptRow& row)
{
    statement.exchange(soci::use(row.number));
    statement.exchange(soci::use(row.trace_id));
    statement.exchange(soci::use(row.happened_at));
    for (const auto* text : {&row.kind, &row.user_name, &row.device_id, &row.outcome, &row.subcode,
                             &row.error_type, &row.reason, &row.serial, &row.rule})
        statement.exchange(soci::use(*text));
}

CertificateRow row_from(const Reservation& reservation)
{
    return {.serial = reservation.serial,
            .request_key = reservation.request_key,
            .trace_id = reservation.trace_id,
            .kind = reservation.kind,
            .user_name = reservation.user,
            .device_id = reservation.device_id,
            .profile = reservation.profile,
            .subject = reservation.subject,
            .key_thumbprint = reservation.key_thumbprint,
            .not_before = seconds_since_epoch(reservation.not_before),
            .not_after = seconds_since_epoch(reservation.not_after),
            .reserved_at = seconds_since_epoch(reservation.reserved_at),
            .state = std::string(to_text(State::reserved)),
            .issued_at = 0,
            .thumbprint = {},
            .certificate = {},
            .renews = reservation.renews,
            .enrollment_type = reservation.enrollment_type,
            .os_version = reservation.os_version,
            .revocation_reason = {},
            .revoked_at = 0};
}

AttemptRow row_from(const Attempt& attempt, long long number)
{
    return {.number = number,
            .trace_id = attempt.trace_id,
            .happened_at = seconds_since_epoch(attempt.at),
            .kind = attempt.kind,
            .user_name = attempt.user,
            .device_id = attempt.device_id,
            .outcome = attempt.outcome,
            .subcode = attempt.subcode,
            .error_type = attempt.error_type,
            .reason = attempt.reason,
            .serial = attempt.serial,
            .rule = attempt.rule};
}

Entry entry_from(const CertificateRow& row)
{
    const auto state = state_from(row.state);
    auto certificate = decode_base64(row.certificate);
    if (!state || !certificate)
        throw std::runtime_error("the row of serial " + row.serial + " is damaged");
    std::optional<Revocation> revocation;
    if (!row.revocation_reason.empty())
        revocation = {row.revocation_reason, time_from_seconds(row.revoked_at)};
    return {.reservation = {.request_key = row.request_key,
                            .serial = row.serial,
                            .trace_id = row.trace_id,
                            .kind = row.kind,
                            .user = row.user_name,
                            .device_id = row.device_id,
                            .profile = row.profile,
                            .subject = row.subject,
                            .key_thumbprint = row.key_thumbprint,
                            .not_before = time_from_seconds(row.not_before),
                            .not_after = time_from_seconds(row.not_after),
                            .reserved_at = time_from_seconds(row.reserved_at),
                            .token = {},
                            .renews = row.renews,
                            .enrollment_type = row.enrollment_type,
                            .os_version = row.os_version},
            .state = *state,
            .certificate = std::move(*certificate),
            .thumbprint = row.thumbprint,
            .issued_at = time_from_seconds(row.issued_at),
            .revocation = std::move(revocation)};
}

Attempt attempt_from(const AttemptRow& row)
{
    return {.trace_id = row.trace_id,
            .at = time_from_seconds(row.happened_at),
            .kind = row.kind,
            .user = row.user_name,
            .device_id = row.device_id,
            .outcome = row.outcome,
            .subcode = row.subcode,
            .error_type = row.error_type,
            .reason = row.reason,
            .serial = row.serial,
            .rule = row.rule};
}

std::optional<Entry> find_entry(soci::session& sql, const std::string& columns,
                                const std::string& serial)
{
    CertificateRow row;
    soci::statement statement(sql);
    into_row(statement, row);
    statement.exchange(soci::use(serial));
    prepare(statement, "SELECT " + columns + " FROM certificate WHERE serial = :it");
    if (!run(statement))
        return std::nullopt;
    return entry_from(row);
}

void prepare(soci::statement& statement, const std::string& text)
{
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
}

bool run(soci::statement& statement)
{
    const bool found = statement.execute(true);
    while (found && statement.fetch())
        ;
    return found;
}

} // namespace mdm::ledger
