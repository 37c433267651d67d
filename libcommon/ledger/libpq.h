#pragma once

#include "core/result.h"

#include <chrono>

/// libpq, PostgreSQL's client library, as the ledger uses it: loaded when a URL asks for it. It
/// brings Kerberos, LDAP and more with it, three times what a whole signing takes to start, and
/// tools that work on a file shall not pay for that. So no tool is linked with it; the functions of
/// libpq that SOCI calls are defined here, and pass their arguments on to the library.
///
/// Those that wait for the server (PQexec, PQexecParams, PQexecPrepared, PQprepare) do so for as
/// long as `wait_at_most` said, and then close the connection, which ends them with its loss.
namespace mdm::ledger::libpq {

/// Loads the library where it is not loaded yet. Fails with environment where it is not installed.
/// No function of libpq may be called before.
Result<void> load();

/// How long answers are waited for from now on.
void wait_at_most(std::chrono::seconds limit);

/// Whether the newest answer that was waited for did not come within the limit.
bool gave_up();

} // namespace mdm::ledger::libpq
