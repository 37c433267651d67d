#pragma once

#include "core/bytes.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace mdm {

/// A program to be run, without a shell in between.
struct Program {
    std::string path;                          ///< of the file; PATH is not searched
    std::vector<std::string> arguments = {};   ///< what follows the program's name
    std::vector<std::string> environment = {}; ///< "NAME=value", all of it: nothing is inherited
    ByteView input = {};                       ///< what it reads on standard input
    /// What it reads on descriptors of its own, from 3 on: a password, say, which must stand
    /// neither in its arguments nor in its environment.
    std::vector<std::pair<int, ByteView>> descriptors = {};
    std::chrono::milliseconds time_limit{10'000};
    /// Bytes of each of its two outputs. Of one that has no more than 64 KiB there are no copies in
    /// memory but that in `Finished`, so that a secret can be wiped.
    std::size_t output_limit = 1U << 20;
};

/// What came of it.
struct Finished {
    int status = 0;     ///< its exit status; 128 + N where signal N ended it
    std::string output; ///< standard output
    std::string errors; ///< standard error
};

/// Runs a program to its end. It gets the descriptors that are named and no other, and a process
/// group of its own, which is killed when it takes longer or writes more than it may; its working
/// folder is the caller's. Fails with environment, naming the path, when it cannot be run, and when
/// it had to be killed.
Result<Finished> run_program(const Program& program);

/// The path of a program that stands beside the one that runs, as those of the kit do; just its
/// name where the system does not say.
std::string program_beside(std::string_view name);

} // namespace mdm
