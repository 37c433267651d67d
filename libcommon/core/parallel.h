#pragma once

#include <cstddef>
#include <functional>

namespace mdm {

/// How many threads can run at once: the cores that this process may use.
unsigned cores();

/// Calls `work(item, worker)` once for every item below `count`, on as many threads as there are
/// cores, the caller's among them, and returns when all have ended. No two calls with the same
/// `worker`, which is below cores(), run at once. A thread that the system does not give is done
/// without. The first exception stops what was not begun, and is thrown on.
void for_each_on_cores(std::size_t count,
                       const std::function<void(std::size_t item, unsigned worker)>& work);

} // namespace mdm
