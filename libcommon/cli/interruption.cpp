#include "cli/interruption.h"

#include <atomic>
#include <csignal>

namespace mdm::cli {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int /*signal*/)
{
    interrupted = true;
}

} // namespace

Interruption::Interruption()
{
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM})
        ::sigaction(signal, &action, nullptr);
}

Interruption::~Interruption()
{
    for (const int signal : {SIGINT, SIGTERM})
        ::signal(signal, SIG_DFL);
}

bool Interruption::requested()
{
    return interrupted;
}

} // namespace mdm::cli
