#pragma once

#include "core/error.h"
#include "device/server_fault.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// The page of Microsoft Learn that has the rules for HTTP which no open specification has.
constexpr std::string_view learn = "Microsoft Learn, Federated authentication device enrollment";

/// One thing that a step brought to light, for the reader.
struct Fact {
    std::string_view name;
    std::string value;
};

/// One step of an enrollment and what came of it.
struct Step {
    std::string_view
        name; ///< "probe", "discover", "sign in", "policies", "key", "enroll", "document"
    std::string url = {}; ///< empty for a step without a request
    int http_status = 0;  ///< 0: no answer
    std::chrono::microseconds time{0};
    std::vector<Fact> facts = {};
    /// Every rule of the protocol that the answer breaks. One is enough for the step to fail.
    std::vector<Error> findings = {};
    /// What a device would show; 0 where it would show nothing of its own.
    std::uint32_t hresult = 0;
    std::optional<ServerFault> fault = {}; ///< what the server refused with
    std::optional<Error> error = {};       ///< why the enrollment ended here

    void add(std::string_view fact, std::string value)
    {
        facts.push_back({fact, std::move(value)});
    }
    /// Notes that a rule is broken.
    void find(std::string message, std::string_view spec)
    {
        findings.push_back({Errc::malformed, std::move(message), spec});
    }
};

} // namespace mdm::device
