#pragma once

#include <stdexcept>
#include <string>

#include <dlfcn.h>

namespace mdm::ledger::libpq {

/// The library, as dlopen(3) yields it; null until `load`.
extern void* library;

/// Calls the function of the library that has this name. Throws where it has none.
template <auto function, class... Arguments>
auto call(const char* name, Arguments... arguments)
{
    static const auto found = reinterpret_cast<decltype(function)>(::dlsym(library, name));
    if (found == nullptr)
        throw std::runtime_error(std::string("libpq has no ") + name);
    return found(arguments...);
}

} // namespace mdm::ledger::libpq
