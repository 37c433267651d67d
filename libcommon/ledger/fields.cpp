#include "ledger/fields.h"

#include "core/base64.h"

namespace mdm::ledger {

Fields fields_of(const Entry& entry)
{
    const Reservation& r = entry.reservation;
    const bool issued = !entry.certificate.empty();
    return {{"serial", r.serial},
            {"state", std::string(to_text(entry.state))},
            {"kind", r.kind},
            {"user", r.user},
            {"device_id", r.device_id},
            {"profile", r.profile},
            {"subject", r.subject},
            {"not_before", mdm::to_text(r.not_before)},
            {"not_after", mdm::to_text(r.not_after)},
            {"reserved_at", mdm::to_text(r.reserved_at)},
            {"issued_at", issued ? mdm::to_text(entry.issued_at) : ""},
            {"trace_id", r.trace_id},
            {"request_key", r.request_key},
            {"key_thumbprint", r.key_thumbprint},
            {"renews", r.renews},
            {"enrollment_type", r.enrollment_type},
            {"os_version", r.os_version},
            {"revoked_at", entry.revocation ? mdm::to_text(entry.revocation->at) : ""},
            {"revoked_for", entry.revocation ? entry.revocation->reason : ""},
            {"thumbprint", entry.thumbprint},
            {"certificate", encode_base64(entry.certificate)}};
}

Fields fields_of(const Attempt& attempt)
{
    return {{"at", mdm::to_text(attempt.at)},
            {"trace_id", attempt.trace_id},
            {"kind", attempt.kind},
            {"user", attempt.user},
            {"device_id", attempt.device_id},
            {"outcome", attempt.outcome},
            {"subcode", attempt.subcode},
            {"error_type", attempt.error_type},
            {"reason", attempt.reason},
            {"serial", attempt.serial},
            {"rule", attempt.rule}};
}

} // namespace mdm::ledger
