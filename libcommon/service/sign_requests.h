#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/io.h"
#include "enrollment/sign.h"

namespace mdm::service {

/// `wstep-sign --csr`: signs one request to standard output or a file, or many into a directory.
Result<cli::Exit> sign_requests(enrollment::Signer& signer, const cli::Arguments& arguments,
                                cli::Io& io);

} // namespace mdm::service
