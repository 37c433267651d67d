// What is passed on to libpq as it is. The names of the parameters are those of PostgreSQL's
// manual, "libpq - C Library".

#include "ledger/libpq_call.h"

// Hidden, so that these definitions never stand in for those of the library inside it.
#pragma GCC visibility push(hidden)
#include <libpq-fe.h>
#pragma GCC visibility pop

using mdm::ledger::libpq::call;

extern "C" {

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
