#include "ledger/ledger.h"

#include "ledger/state.h"

namespace mdm::ledger {
namespace {

/// A transaction that is taken back unless it was committed.
class Transaction {
public:
    Transaction(soci::session& sql, sqlite::Outlives outlives) : sql_(sql)
    {
        sqlite::begin_write(sql, outlives);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction()
    {
        if (done_)
            return;
        try {
            sql_.rollback();
        } catch (const std::exception&) {
            // SQLite has taken it back itself, which it does when the disk fails.
            return;
        }
    }
    void commit()
    {
        sql_.commit();
        done_ = true;
    }

private:
    soci::session& sql_;
    bool done_ = false;
};

using Entries = std::vector<std::optional<Entry>>;

/// The path in a URL.
Result<std::string> path_from(const std::string& url)
{
    constexpr std::string_view scheme = "sqlite:";
    for (const std::string_view other : {"postgresql:", "postgres:"})
        if (url.starts_with(other))
            return Error{Errc::usage, "a ledger is a path or sqlite:PATH; PostgreSQL is not known"};
    std::string path = url.starts_with(scheme) ? url.substr(scheme.size()) : url;
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::usage, "the ledger has no path"};
    return path;
}

} // namespace

template <class Write>
auto Ledger::State_::written(std::size_t count, sqlite::Outlives outlives, Write write)
    -> decltype(write())
{
    return guarded([&]() -> decltype(write()) {
        if (rows <= few && rows + count > few)
            sqlite::expect_many(sql);
        rows += count;
        Transaction transaction(sql, outlives);
        auto result = write();
        if (!result)
            return result;
        transaction.commit();
        return result;
    });
}

Ledger::Ledger(std::unique_ptr<State_> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& url)
{
    auto state = std::make_unique<State_>();
    state->path = TRY(path_from(url));
    TRY(sqlite::open(state->sql, state->path, sqlite::Access::write));
    return Ledger(std::move(state));
}

Result<Ledger> Ledger::open_to_read(const std::string& url)
{
    auto state = std::make_unique<State_>();
    state->path = TRY(path_from(url));
    TRY(sqlite::open(state->sql, state->path, sqlite::Access::read));
    TRY(state->guarded([&]() -> Result<void> {
        state->columns = certificate_columns(read_version(state->sql));
        return {};
    }));
    return Ledger(std::move(state));
}

Result<Entries> Ledger::reserve(std::span<const Reservation> reservations,
                                const MayRenew& may_renew)
{
    const auto write = [&]() -> Result<Entries> {
        Entries entries;
        entries.reserve(reservations.size());
        for (const auto& reservation : reservations)
            entries.push_back(
                TRY_WITHIN(state_->path, state_->writer.reserve(reservation, may_renew)));
        return entries;
    };
    return state_->written(reservations.size(), sqlite::Outlives::process, write);
}

Result<Entries> Ledger::store(std::span<const Signed> signed_certificates)
{
    const auto write = [&]() -> Result<Entries> {
        Entries entries;
        entries.reserve(signed_certificates.size());
        for (const auto& certificate : signed_certificates)
            entries.push_back(TRY_WITHIN(state_->path, state_->writer.store(certificate)));
        return entries;
    };
    return state_->written(signed_certificates.size(), sqlite::Outlives::power, write);
}

Result<void> Ledger::record(std::span<const Attempt> attempts, std::size_t keep)
{
    return state_->written(attempts.size(), sqlite::Outlives::process, [&]() -> Result<void> {
        state_->writer.record(attempts, keep);
        return {};
    });
}

Result<Seen> Ledger::remember(const SignedMessage& message, Time now)
{
    // The certificate that is issued next takes it to the disk.
    return state_->written(1, sqlite::Outlives::process, [&]() -> Result<Seen> {
        return ledger::remember(state_->sql, message, now);
    });
}

} // namespace mdm::ledger
