#include "ledger/ledger.h"

#include "ledger/state.h"

namespace mdm::ledger {
namespace {

using Entries = std::vector<std::optional<Entry>>;

} // namespace

Ledger::Ledger(std::unique_ptr<State_> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& url)
{
    auto database = TRY(database_at(url));
    auto state = std::make_unique<State_>(std::move(database), Access::write);
    TRY(state->database->open(state->access));
    return Ledger(std::move(state));
}

Result<Ledger> Ledger::open_to_read(const std::string& url)
{
    auto database = TRY(database_at(url));
    auto state = std::make_unique<State_>(std::move(database), Access::read);
    TRY(state->database->open(state->access));
    TRY(state->guarded([&]() -> Result<void> {
        const auto version = read_version(state->sql);
        state->version = version;
        state->columns = certificate_columns(version);
        state->attempt_columns = attempt_columns(version);
        return {};
    }));
    return Ledger(std::move(state));
}

bool Ledger::is_on_server(const std::string& url)
{
    return is_server(url);
}

Result<void> Ledger::reach(const std::string& url)
{
    const auto database = TRY(database_at(url));
    return database->open(Access::look);
}

Result<Entries> Ledger::reserve(std::span<const Reservation> reservations,
                                const MayRenew& may_renew, const MayAdd& may_add)
{
    const auto write = [&]() -> Result<Entries> {
        // Of a serial number a device is told, and where the ledger is is not for it.
        return state_->writer->reserve(reservations, may_renew, may_add);
    };
    return state_->written(reservations.size(), Outlives::process, Isolation::serial, write);
}

Result<Entries> Ledger::store(std::span<const Signed> signed_certificates)
{
    const auto write = [&]() -> Result<Entries> {
        return TRY_WITHIN(state_->database->name(), state_->writer->store(signed_certificates));
    };
    return state_->written(signed_certificates.size(), Outlives::power, Isolation::rows, write);
}

Result<void> Ledger::record(std::span<const Attempt> attempts, std::size_t keep)
{
    const auto write = [&]() -> Result<void> {
        state_->writer->record(attempts, keep);
        return {};
    };
    return state_->written(attempts.size(), Outlives::process, Isolation::alone, write);
}

Result<Seen> Ledger::remember(const SignedMessage& message, Time now)
{
    // The certificate that is issued next takes it to the disk.
    const auto write = [&]() -> Result<Seen> {
        return ledger::remember(state_->sql, message, now);
    };
    return state_->written(1, Outlives::process, Isolation::serial, write);
}

Result<void> Ledger::revise(std::span<const std::string> serials, const Rule& rule)
{
    const auto write = [&]() -> Result<void> {
        ledger::revise(state_->sql, state_->columns, serials, rule);
        return {};
    };
    return state_->written(serials.size(), Outlives::power, Isolation::serial, write);
}

Result<RevocationList> Ledger::begin_list(const ListPlan& plan)
{
    return state_->written(1, Outlives::power, Isolation::serial,
                           [&] { return ledger::begin_list(state_->sql, plan); });
}

Result<void> Ledger::finish_list(const RevocationList& list)
{
    const auto write = [&]() -> Result<void> {
        ledger::finish_list(state_->sql, list);
        return {};
    };
    return state_->written(1, Outlives::power, Isolation::rows, write);
}

} // namespace mdm::ledger
