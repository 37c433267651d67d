#pragma once

#include "core/bytes.h"

#include <string>
#include <string_view>

namespace mdm {

/// A password, token or key that is wiped from memory when it goes. It is never printed and takes
/// part in no error message; `reveal` marks each place that reads it.
class Secret {
public:
    Secret() = default;
    /// Takes a text over and wipes what was passed.
    explicit Secret(std::string text);
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    [[nodiscard]] const std::string& reveal() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

private:
    void wipe();
    std::string text_;
};

/// Overwrites the memory of a text that held a secret, then empties it.
void wipe(std::string& text);
void wipe(Bytes& bytes);

} // namespace mdm
