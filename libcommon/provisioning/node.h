#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace mdm::provisioning {

/// A setting under the name that its specification gives it: "Poll/PollOnLogin" is true.
using Value = std::variant<bool, std::int64_t, std::string>;
struct Node {
    std::string path;
    Value value;
};

/// Where the device keeps its certificate and key: My/User for an enrollment of type
/// Full, My/System for one of type Device.
enum class Store { user, system };

/// "User" and "System", as the document spells them; case matters there.
constexpr std::string_view to_text(Store store)
{
    return store == Store::user ? "User" : "System";
}

} // namespace mdm::provisioning
