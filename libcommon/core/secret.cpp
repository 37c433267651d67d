#include "core/secret.h"

#include <string.h>

namespace mdm {

void wipe(std::string& text)
{
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

void wipe(Bytes& bytes)
{
    if (!bytes.empty()) // else there may be no memory at all
        explicit_bzero(bytes.data(), bytes.size());
    bytes.clear();
}

Secret::Secret(std::string text) : text_(text)
{
    mdm::wipe(text);
}

// A short text lives inside the string object itself, so a moved-from secret is wiped too.
Secret::Secret(Secret&& other) noexcept : text_(other.text_)
{
    other.wipe();
}

Secret& Secret::operator=(const Secret& other)
{
    if (this != &other) {
        wipe();
        text_ = other.text_;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        text_ = other.text_;
        other.wipe();
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe()
{
    mdm::wipe(text_);
}

} // namespace mdm
