#include "ledger/libpq.h"

#include "core/text.h"
#include "ledger/libpq_call.h"

#include <cerrno>
#include <string>

#include <dlfcn.h>
#include <poll.h>
#include <sys/socket.h>

// Hidden, so that these definitions never stand in for those of the library inside it.
#pragma GCC visibility push(hidden)
#include <libpq-fe.h>
#pragma GCC visibility pop

namespace {

using mdm::ledger::libpq::call;
using Clock = std::chrono::steady_clock;

bool late = false;
std::chrono::seconds answer_limit{};

/// Whether there is something to read from the server, or will be until `deadline`.
bool readable(PGconn* connection, Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd one{.fd = call<&PQsocket>("PQsocket", connection), .events = POLLIN, .revents = 0};
    const int found = left <= 0 ? 0 : ::poll(&one, 1, static_cast<int>(left));
    return found > 0 || (found < 0 && errno == EINTR);
}

void wait(PGconn* connection, Clock::time_point deadline)
{
    while (call<&PQisBusy>("PQisBusy", connection) != 0) {
        if (!readable(connection, deadline)) {
            // What reads from it next finds its end.
            late = true;
            ::shutdown(call<&PQsocket>("PQsocket", connection), SHUT_RDWR);
        }
        if (call<&PQconsumeInput>("PQconsumeInput", connection) == 0)
            return;
    }
}

/// The answer to what was sent, the last one where there are more; null where it was not sent.
PGresult* answer(PGconn* connection, int sent)
{
    if (sent == 0)
        return nullptr;
    late = false;
    const auto deadline = Clock::now() + answer_limit;
    PGresult* last = nullptr;
    for (;;) {
        wait(connection, deadline);
        PGresult* const next = PQgetResult(connection);
        if (next == nullptr)
            return last;
        PQclear(last);
        last = next;
    }
}

} // namespace

namespace mdm::ledger::libpq {

void* library = nullptr;

Result<void> load()
{
    if (library == nullptr)
        library = ::dlopen("libpq.so.5", RTLD_LAZY | RTLD_LOCAL);
    if (library != nullptr)
        return {};
    return Error{Errc::environment, "a postgresql: ledger needs libpq (apt-get install libpq5): " +
                                        printable(::dlerror(), 200)};
}

void wait_at_most(std::chrono::seconds limit)
{
    answer_limit = limit;
}

bool gave_up()
{
    return late;
}

} // namespace mdm::ledger::libpq

// The names of the parameters are those of PostgreSQL's manual, "libpq - C Library".
extern "C" {

PGresult* PQexec(PGconn* conn, const char* command)
{
    return answer(conn, PQsendQuery(conn, command));
}

PGresult* PQexecParams(PGconn* conn, const char* command, int n, const Oid* types,
                       const char* const* values, const int* lengths, const int* formats,
                       int result_format)
{
    return answer(
        conn, PQsendQueryParams(conn, command, n, types, values, lengths, formats, result_format));
}

PGresult* PQexecPrepared(PGconn* conn, const char* name, int n, const char* const* values,
                         const int* lengths, const int* formats, int result_format)
{
    return answer(conn,
                  PQsendQueryPrepared(conn, name, n, values, lengths, formats, result_format));
}

PGresult* PQprepare(PGconn* conn, const char* name, const char* query, int n, const Oid* types)
{
    return answer(conn, PQsendPrepare(conn, name, query, n, types));
}

PGconn* PQconnectdb(const char* conninfo)
{
    late = false;
    PGconn* const conn = call<&PQconnectdb>("PQconnectdb", conninfo);
    // On standard error, libpq would have them: "relation already exists, skipping".
    const auto ignore = [](void*, const char*) {};
    call<&PQsetNoticeProcessor>("PQsetNoticeProcessor", conn, PQnoticeProcessor(ignore), nullptr);
    return conn;
}

} // extern "C"
