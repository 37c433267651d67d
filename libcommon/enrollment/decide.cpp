#include "enrollment/sign.h"
#include "pkcs7/full_response.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

/// A number out of what a serial number is made of.
long long number_from(ByteView random)
{
    unsigned long long number = 0;
    for (const unsigned char byte : random.last(4))
        number = number << 8U | byte;
    return static_cast<long long>(number % 0x7FFFFFFF) + 1;
}

} // namespace

Result<Decided, Refusal> Signer::decide(const record::Record& record, Time now)
{
    std::optional<Order> order;
    if (record.kind != record::Kind::query) {
        order = TRY(order_from(record, settings_, blueprints_, now));
        if (!needs_approval(*order)) {
            const config::Profile* profile = order->profile;
            return Decided{.order = std::move(order), .profile = profile};
        }
    }
    const std::scoped_lock use(ledger_use_);
    if (!ledger_)
        return refusal_of(Subcode::enrollment_server, ledger_.error());
    const Desk desk{settings_, blueprints_, *ledger_, [&] { return number_from(draw_serial_()); }};
    return order ? ask(std::move(*order), record, desk, now) : poll(record, desk, now);
}

Result<void, Refusal> Signer::complete(record::Record& record, const Completion& completion,
                                       Time now)
{
    if (completion.entry)
        record.issued = TRY(released(*completion.entry, *completion.authority));
    record::Issued& issued = *record.issued;
    if (completion.request != 0)
        issued.request_id = std::to_string(completion.request);
    if (completion.request != 0 && !completion.entry) {
        const std::scoped_lock use(ledger_use_);
        TRY(blame(Subcode::enrollment_server,
                  ledger::Submissions(*ledger_).settle(completion.request, issued.serial)));
    }
    if (record::is_plain(record))
        issued.response = TRY(blame(
            Subcode::certificate_request,
            pkcs7::full_response(issued.certificate, late_keys_.of(*completion.authority), now)));
    return {};
}

} // namespace mdm::enrollment
