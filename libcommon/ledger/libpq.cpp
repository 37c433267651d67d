#include "ledger/libpq.h"

#include "core/text.h"

#include <cerrno>
#include <stdexcept>
#include <string>

#include <dlfcn.h>
#include <poll.h>
#include <sys/socket.h>

// Hidden, so that these definitions never stand in for those of the library inside it.
#pragma GCC visibility push(hidden)
#include <libpq-fe.h>
#pragma GCC visibility pop

namespace {

using Clock = std::chrono::steady_clock;

void* library = nullptr;
bool late = false;
std::chrono::seconds answer_limit{};

/// Calls the function of the library.
template <auto function, class... Arguments>
auto call(const char* name, Arguments... arguments)
{
    static const auto found = reinterpret_cast<decltype(function)>(::dlsym(library, name));
    if (found == nullptr)
        throw std::runtime_error(std::string("libpq has no ") + name);
    return found(arguments...);
}

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

void PQfinish(PGconn* conn)
{
    call<&PQfinish>("PQfinish", conn);
}

PGPing PQping(const char* conninfo)
{
    return call<&PQping>("PQping", conninfo);
}

PQconninfoOption* PQconninfoParse(const char* conninfo, char** errmsg)
{
    return call<&PQconninfoParse>("PQconninfoParse", conninfo, errmsg);
}

void PQconninfoFree(PQconninfoOption* options)
{
    call<&PQconninfoFree>("PQconninfoFree", options);
}

ConnStatusType PQstatus(const PGconn* conn)
{
    return call<&PQstatus>("PQstatus", conn);
}

char* PQerrorMessage(const PGconn* conn)
{
    return call<&PQerrorMessage>("PQerrorMessage", conn);
}

int PQserverVersion(const PGconn* conn)
{
    return call<&PQserverVersion>("PQserverVersion", conn);
}

PGVerbosity PQsetErrorVerbosity(PGconn* conn, PGVerbosity verbosity)
{
    return call<&PQsetErrorVerbosity>("PQsetErrorVerbosity", conn, verbosity);
}

int PQsetSingleRowMode(PGconn* conn)
{
    return call<&PQsetSingleRowMode>("PQsetSingleRowMode", conn);
}

int PQsendQuery(PGconn* conn, const char* command)
{
    return call<&PQsendQuery>("PQsendQuery", conn, command);
}

int PQsendQueryParams(PGconn* conn, const char* command, int n, const Oid* types,
                      const char* const* values, const int* lengths, const int* formats,
                      int result_format)
{
    return call<&PQsendQueryParams>("PQsendQueryParams", conn, command, n, types, values, lengths,
                                    formats, result_format);
}

int PQsendQueryPrepared(PGconn* conn, const char* name, int n, const char* const* values,
                        const int* lengths, const int* formats, int result_format)
{
    return call<&PQsendQueryPrepared>("PQsendQueryPrepared", conn, name, n, values, lengths,
                                      formats, result_format);
}

int PQsendPrepare(PGconn* conn, const char* name, const char* query, int n, const Oid* types)
{
    return call<&PQsendPrepare>("PQsendPrepare", conn, name, query, n, types);
}

PGresult* PQgetResult(PGconn* conn)
{
    return call<&PQgetResult>("PQgetResult", conn);
}

void PQclear(PGresult* res)
{
    if (res != nullptr)
        call<&PQclear>("PQclear", res);
}

ExecStatusType PQresultStatus(const PGresult* res)
{
    return call<&PQresultStatus>("PQresultStatus", res);
}

char* PQresultErrorMessage(const PGresult* res)
{
    return call<&PQresultErrorMessage>("PQresultErrorMessage", res);
}

char* PQresultErrorField(const PGresult* res, int field)
{
    return call<&PQresultErrorField>("PQresultErrorField", res, field);
}

int PQntuples(const PGresult* res)
{
    return call<&PQntuples>("PQntuples", res);
}

int PQnfields(const PGresult* res)
{
    return call<&PQnfields>("PQnfields", res);
}

char* PQfname(const PGresult* res, int column)
{
    return call<&PQfname>("PQfname", res, column);
}

int PQfformat(const PGresult* res, int column)
{
    return call<&PQfformat>("PQfformat", res, column);
}

Oid PQftype(const PGresult* res, int column)
{
    return call<&PQftype>("PQftype", res, column);
}

int PQfsize(const PGresult* res, int column)
{
    return call<&PQfsize>("PQfsize", res, column);
}

char* PQgetvalue(const PGresult* res, int row, int column)
{
    return call<&PQgetvalue>("PQgetvalue", res, row, column);
}

int PQgetisnull(const PGresult* res, int row, int column)
{
    return call<&PQgetisnull>("PQgetisnull", res, row, column);
}

char* PQcmdTuples(PGresult* res)
{
    return call<&PQcmdTuples>("PQcmdTuples", res);
}

int lo_open(PGconn* conn, Oid object, int mode)
{
    return call<&lo_open>("lo_open", conn, object, mode);
}

int lo_close(PGconn* conn, int fd)
{
    return call<&lo_close>("lo_close", conn, fd);
}

int lo_read(PGconn* conn, int fd, char* buffer, std::size_t size)
{
    return call<&lo_read>("lo_read", conn, fd, buffer, size);
}

int lo_write(PGconn* conn, int fd, const char* buffer, std::size_t size)
{
    return call<&lo_write>("lo_write", conn, fd, buffer, size);
}

int lo_lseek(PGconn* conn, int fd, int offset, int whence)
{
    return call<&lo_lseek>("lo_lseek", conn, fd, offset, whence);
}

} // extern "C"
