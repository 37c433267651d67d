// Compiles toml++ into the library: Debian has it as a shared one too, and every start of a tool
// would pay for loading that.

#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
