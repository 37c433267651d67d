#include "cli/random.h"

#include <cerrno>
#include <cstdlib>
#include <random>

#include <sys/random.h>

namespace mdm::cli {

void random_from_system(std::span<unsigned char> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            std::abort();
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

Random random_from_seed(std::string_view seed)
{
    // The standard fixes what seed_seq and mt19937_64 yield, on every platform and for good.
    std::seed_seq sequence(seed.begin(), seed.end());
    return [engine = std::mt19937_64(sequence)](std::span<unsigned char> bytes) mutable {
        for (unsigned char& byte : bytes)
            byte = static_cast<unsigned char>(engine() >> 56);
    };
}

} // namespace mdm::cli
