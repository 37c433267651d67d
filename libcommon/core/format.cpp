// Compiles what is used of fmt into the library: Debian has it as a shared one alone, and every
// start of a tool would pay for loading that.

#include <fmt/format-inl.h>

template fmt::detail::thousands_sep_result<char>
    fmt::detail::thousands_sep_impl<char>(fmt::detail::locale_ref);
template char fmt::detail::decimal_point_impl<char>(fmt::detail::locale_ref);
