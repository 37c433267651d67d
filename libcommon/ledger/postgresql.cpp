#include "ledger/postgresql.h"

#include "core/text.h"
#include "ledger/libpq.h"
#include "ledger/patience.h"
#include "ledger/schema.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <soci/postgresql/soci-postgresql.h>

namespace mdm::ledger {
namespace {

// PostgreSQL's manual, appendix A.
constexpr std::string_view serialization_failure = "40001";
constexpr std::string_view completion_unknown = "40003";
constexpr std::string_view deadlock_detected = "40P01";
constexpr std::string_view unique_violation = "23505";
constexpr std::string_view undefined_table = "42P01";
constexpr std::string_view duplicate_table = "42P07";
constexpr std::string_view duplicate_column = "42701";
constexpr std::string_view concurrent_update = "XX000";   // of the server's own tables
constexpr std::string_view connection_exception = "08";   // a class
constexpr std::string_view operator_intervention = "57P"; // a server that ends or begins

const soci::postgresql_session_backend* backend(soci::session& sql)
{
    return static_cast<const soci::postgresql_session_backend*>(sql.get_backend());
}

PGconn* connection(soci::session& sql)
{
    const auto* there = backend(sql);
    return there == nullptr ? nullptr : there->conn_;
}

/// The SQLSTATE of an error of a statement; empty where it has none.
std::string state_of(const std::exception& thrown)
{
    const auto* error = dynamic_cast<const soci::postgresql_soci_error*>(&thrown);
    return error == nullptr ? std::string() : std::string(trim(error->sqlstate()));
}

std::string text_of(const std::exception& thrown)
{
    // SOCI adds the bound values to what(), and these are not for a message.
    const auto* error = dynamic_cast<const soci::soci_error*>(&thrown);
    return error == nullptr ? thrown.what() : error->get_error_message();
}

/// What libpq or the server says, without what SOCI puts in front, and of several lines the first.
std::string reason(std::string text)
{
    for (const std::string_view lead :
         {"Cannot establish connection to the database.\n", "Fatal error. "})
        if (const auto at = text.find(lead); at != std::string::npos)
            text.erase(0, at + lead.size());
    text.resize(std::min(text.find('\n'), text.size()));
    return printable(text);
}

// Each value by its keyword (PostgreSQL's manual, 34.1.2).
using Parameters = std::map<std::string, std::string>;

Result<Parameters> parameters_of(const std::string& url)
{
    // What libpq says about a URL repeats parts of it.
    constexpr const char* unreadable = "the ledger's URL is none that libpq can read";
    const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
    PQconninfoOption* const options =
        std::ranges::all_of(url, plain) ? PQconninfoParse(url.c_str(), nullptr) : nullptr;
    if (options == nullptr)
        return Error{Errc::usage, unreadable};
    Parameters parameters;
    bool secret = false;
    for (const auto* option = options; option->keyword != nullptr; ++option) {
        if (option->val == nullptr)
            continue;
        parameters.emplace(option->keyword, option->val);
        secret = secret || *option->dispchar == '*';
    }
    PQconninfoFree(options);
    if (secret)
        return Error{Errc::usage, "a password has no place in the ledger's URL: put it into the "
                                  "file that passfile= names"};
    return parameters;
}

/// The URL without who connects, and how.
std::string name_of(Parameters parameters)
{
    const std::string& host = parameters[parameters.contains("host") ? "host" : "hostaddr"];
    const bool socket = host.starts_with('/');
    std::string name = "postgresql://" + (socket ? "" : host);
    if (!socket && !parameters["port"].empty())
        name += ":" + parameters["port"];
    name += "/" + parameters["dbname"];
    if (socket)
        name += "?host=" + host;
    if (!parameters["service"].empty())
        name += (socket ? "&service=" : "?service=") + parameters["service"];
    return printable(name);
}

/// How long the URL lets a server be waited for.
Result<std::chrono::seconds> wait_of(const Parameters& parameters)
{
    const auto given = parameters.find("connect_timeout");
    if (given == parameters.end())
        return Postgresql::usual_wait;
    const std::string& text = given->second;
    int seconds = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || seconds < 2 ||
        seconds > 60)
        return Error{Errc::usage,
                     "connect_timeout in the ledger's URL is not a number from 2 to 60"};
    return std::chrono::seconds(seconds);
}

/// What always holds, added to the URL: of two values of a parameter the last one counts. A try to
/// connect takes half of the time, so that a server that comes back meanwhile is found. SOCI would
/// take a URL without any "=" for half of a setting.
std::string completed(const std::string& url, std::chrono::seconds wait)
{
    return url + (url.find('?') == std::string::npos ? "?" : "&") +
           "client_encoding=UTF8&fallback_application_name=enrollkit&connect_timeout=" +
           std::to_string(std::max<long>(wait.count() / 2, 2));
}

/// The version of the ledger's tables; nothing where there are none.
std::optional<long long> find_version(soci::session& sql)
{
    try {
        return read_version(sql);
    } catch (const soci::postgresql_soci_error& error) {
        if (state_of(error) != undefined_table)
            throw;
        return std::nullopt;
    }
}

std::optional<long long> make_tables(soci::session& sql)
{
    const auto version = find_version(sql);
    if (version.value_or(0) >= schema_version)
        return version;
    soci::transaction transaction(sql);
    create_tables(sql, version.value_or(0));
    transaction.commit();
    return schema_version;
}

/// Whether making the tables failed since another process was at it too.
bool is_race(const std::exception& thrown)
{
    constexpr std::string_view states[] = {unique_violation, duplicate_table, duplicate_column,
                                           concurrent_update};
    return std::ranges::count(states, state_of(thrown)) != 0;
}

/// Whether the server takes no more connections at this moment. Its text is all that libpq has.
bool is_crowded(const std::string& text)
{
    for (const auto* words : {"too many clients", "too many connections", "remaining connection"})
        if (text.find(words) != std::string::npos)
            return true;
    return false;
}

} // namespace

Result<std::unique_ptr<Database>> Postgresql::at(const std::string& url)
{
    TRY(libpq::load());
    const auto parameters = TRY(parameters_of(url));
    const auto wait = TRY(wait_of(parameters));
    return std::unique_ptr<Database>(
        new Postgresql(name_of(parameters), completed(url, wait), wait));
}

void Postgresql::connect()
{
    if (connection(sql()) != nullptr)
        sql().close();
    libpq::wait_at_most(wait_);
    sql().open(soci::postgresql, url_);
    // Without the details, which are values of a row.
    PQsetErrorVerbosity(connection(sql()), PQERRORS_TERSE);
}

/// Whether a failed `open` may go better after a pause.
bool Postgresql::may_open(const std::exception& thrown, int& refusals)
{
    if (connection(sql()) != nullptr)
        return is_race(thrown) || remedy(thrown) != Remedy::none;
    const std::string text = text_of(thrown);
    // PQping would wait as long again.
    if (text.find("timeout expired") != std::string::npos)
        return true;
    switch (PQping(url_.c_str())) {
    case PQPING_REJECT:
    case PQPING_NO_RESPONSE:
        return true;
    case PQPING_OK:
        // Refused; or it is back again only now.
        return is_crowded(text) || ++refusals < 2;
    case PQPING_NO_ATTEMPT:
        break;
    }
    return false;
}

Result<void> Postgresql::open(Access access)
{
    Patience patience(wait_);
    for (int refusals = 0;;) {
        try {
            connect();
            if (access == Access::look)
                return {};
            return check_version(access == Access::write ? make_tables(sql()) : find_version(sql()),
                                 name());
        } catch (const std::exception& thrown) {
            if (!may_open(thrown, refusals) || !patience.pause())
                return failure(thrown);
        }
    }
}

void Postgresql::begin_write(Outlives /*outlives*/, Isolation isolation)
{
    sql() << (isolation == Isolation::serial ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                             : "BEGIN ISOLATION LEVEL READ COMMITTED");
    if (isolation == Isolation::alone)
        sql() << "UPDATE ledger_version SET version = version WHERE version = " << schema_version;
}

Remedy Postgresql::remedy(const std::exception& thrown)
{
    if (libpq::gave_up())
        return Remedy::none;
    const std::string state = state_of(thrown);
    if (PQstatus(connection(sql())) != CONNECTION_OK || state.starts_with(connection_exception) ||
        state.starts_with(operator_intervention) || state == completion_unknown)
        return Remedy::reconnect;
    // Where the ledger's statements meet a row that stands already, they say so themselves: it
    // came after they had looked.
    if (state == serialization_failure || state == deadlock_detected || state == unique_violation)
        return Remedy::again;
    return Remedy::none;
}

Error Postgresql::failure(const std::exception& thrown)
{
    std::string why = reason(text_of(thrown));
    if (libpq::gave_up())
        why = "no answer within " + std::to_string(wait_.count()) + " seconds";
    else if (why.empty() && connection(sql()) != nullptr)
        why = reason(PQerrorMessage(connection(sql())));
    return {Errc::environment, name() + ": cannot use the ledger: " + why};
}

} // namespace mdm::ledger
