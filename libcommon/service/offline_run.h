#pragma once

#include "cli/exit.h"
#include "cli/io.h"
#include "service/certificate_files.h"
#include "service/offline.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mdm::service {

/// Many requests that are signed by hand, one certificate file each.
struct OfflineRun {
    std::vector<std::string> requests; ///< files, and directories of them
    OfflineOrder order;                ///< for each of them
    std::string directory;             ///< of the certificates
    Format format = Format::pem;
    unsigned jobs = 1;       ///< threads that read, verify, sign and write
    std::string report = {}; ///< file for the requests that got none; empty: messages instead
};

/// What became of them.
struct Tally {
    std::size_t written = 0;
    std::size_t there = 0; ///< already, from a run before
    std::size_t refused = 0;
    cli::Exit status = cli::Exit::ok; ///< of the worst that happened
    bool interrupted = false;         ///< before the last request

    [[nodiscard]] std::size_t all() const { return written + there + refused; }
};

/// Signs them, in memory that does not grow with their number. One thread alone writes the ledger,
/// in one commit for all that has come meanwhile; a certificate is written out after its row is on
/// the disk. A request that gets no certificate does not stop the others, unless the ledger or the
/// directory is at fault. A signal (`cli::Interruption`) lets what was begun be finished. Who runs
/// the same again signs nothing twice: a request that the ledger knows gets the certificate that it
/// has, and a file that is right is left.
///
/// Fails with usage and environment where it cannot begin.
Result<Tally> run_offline(enrollment::Signer& signer, const OfflineRun& run, cli::Io& io);

} // namespace mdm::service
