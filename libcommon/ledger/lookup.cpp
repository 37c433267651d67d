#include "ledger/lookup.h"

#include "core/text.h"
#include "ledger/submissions.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace mdm::ledger {
namespace {

constexpr std::size_t thumbprint_length = 40;

/// "0a:1b" and "0A1B" as the ledger spells them; empty where it is not hexadecimal.
std::string hexadecimal(const std::string& name)
{
    std::string digits;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'f');
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || letter)
            digits += letter ? static_cast<char>(c - 'a' + 'A') : c;
        else if (c != ':')
            return {};
    }
    return digits;
}

std::string without_leading_zeros(std::string digits)
{
    // A serial is whole octets.
    while (digits.size() > 2 && digits.starts_with("00"))
        digits.erase(0, 2);
    return digits;
}

Result<std::vector<Entry>> find_certificates(Ledger& ledger, const std::string& name)
{
    const std::string digits = hexadecimal(name);
    if (!digits.empty()) {
        if (auto found = TRY(ledger.find_serial(without_leading_zeros(digits))))
            return std::vector<Entry>{std::move(*found)};
    }
    if (digits.size() == thumbprint_length) {
        if (auto found = TRY(ledger.find_thumbprint(digits)))
            return std::vector<Entry>{std::move(*found)};
    }
    return ledger.find_trace(name);
}

/// What took the place of a certificate: a renewal is of the same user and device.
Result<std::vector<std::string>> find_renewals(Ledger& ledger, const Entry& old)
{
    const Reservation& request = old.reservation;
    std::vector<std::string> serials;
    TRY(ledger.list({.user = request.user, .device_id = request.device_id},
                    [&](const Entry& entry) {
                        if (entry.reservation.renews == request.serial)
                            serials.push_back(entry.reservation.serial);
                        return true;
                    }));
    return serials;
}

Result<void> add_requests(Ledger& ledger, const SubmissionFilter& filter, Known& known)
{
    return Submissions(ledger).list(filter, [&](const Submission& request) {
        known.requests.push_back(request);
        return true;
    });
}

} // namespace

Result<std::string> hexadecimal_from(std::string_view text)
{
    std::string digits = hexadecimal(std::string(text));
    if (digits.empty())
        return Error{Errc::usage, "'" + printable(text, 128) + "' is not hexadecimal"};
    return digits;
}

Result<std::string> serial_from(std::string_view text)
{
    return without_leading_zeros(TRY(hexadecimal_from(text)));
}

Result<std::string> kind_from(std::string_view word)
{
    for (const std::string_view known : {"issue", "renew", "offline", "policy", "query"})
        if (known == word)
            return std::string(word);
    return Error{Errc::usage, "'" + printable(word, 64) +
                                  "' is none of issue, renew, offline, policy and query"};
}

Result<Known> look_up(Ledger& ledger, const std::string& name)
{
    Known known;
    known.certificates = TRY(find_certificates(ledger, name));
    std::vector<std::string> trace_ids;
    for (const auto& entry : known.certificates) {
        known.renewed_by.push_back(TRY(find_renewals(ledger, entry)));
        trace_ids.push_back(entry.reservation.trace_id);
    }
    if (trace_ids.empty())
        trace_ids.push_back(name);
    trace_ids.erase(std::unique(trace_ids.begin(), trace_ids.end()), trace_ids.end());
    for (const auto& trace_id : trace_ids) {
        auto attempts = TRY(ledger.find_attempts(trace_id));
        std::move(attempts.begin(), attempts.end(), std::back_inserter(known.attempts));
        TRY(add_requests(ledger, {.trace_id = trace_id}, known));
    }
    const auto number = request_id_from(name);
    if (!number || !known.certificates.empty())
        return known;
    if (auto request = TRY(Submissions(ledger).find(*number)))
        known.requests.push_back(std::move(*request));
    return known;
}

Result<Known> look_up(Ledger& ledger, const Filter& filter)
{
    Known known;
    std::map<std::string, std::vector<std::string>> renewed_by; // by the serial of the old one
    TRY(ledger.list(filter, [&](const Entry& entry) {
        if (!entry.reservation.renews.empty())
            renewed_by[entry.reservation.renews].push_back(entry.reservation.serial);
        known.certificates.push_back(entry);
        return true;
    }));
    for (const auto& entry : known.certificates)
        known.renewed_by.push_back(renewed_by[entry.reservation.serial]);
    TRY(ledger.list_attempts(filter, [&](const Attempt& attempt) {
        known.attempts.push_back(attempt);
        return true;
    }));
    TRY(add_requests(ledger, {.user = filter.user, .device_id = filter.device_id}, known));
    return known;
}

} // namespace mdm::ledger
