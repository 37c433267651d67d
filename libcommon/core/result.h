#pragma once

#include "core/error.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace mdm {

/// A `T`, or the reason why there is none. The member names are those of C++23's `std::expected`,
/// which will replace it. `E` is `Error` but where a stage answers with a SOAP fault.
template <class T, class E = Error>
class [[nodiscard]] Result {
public:
    using value_type = T;
    using error_type = E;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// The value; there must be one.
    T& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }
    const T& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }
    T value() && { return std::move(value()); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    /// The error; there must be one.
    E& error() &
    {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }
    const E& error() const&
    {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }
    E error() && { return std::move(error()); }

private:
    std::variant<T, E> state_;
};

template <class E>
class [[nodiscard]] Result<void, E> {
public:
    using value_type = void;
    using error_type = E;

    Result() = default;
    Result(E error) : error_(std::move(error)) {}

    [[nodiscard]] bool has_value() const { return !error_; }
    explicit operator bool() const { return has_value(); }
    void value() const { assert(has_value()); }
    E& error() & { return *error_; }
    const E& error() const& { return *error_; }
    E error() && { return std::move(*error_); }

private:
    std::optional<E> error_;
};

/// Yields the value of a `Result`, or returns its error from the enclosing function. One to a
/// statement, since nesting hides which call failed.
#define TRY(expression)                                                                            \
    __extension__({                                                                                \
        auto mdm_result = (expression);                                                            \
        if (!mdm_result)                                                                           \
            return std::move(mdm_result).error();                                                  \
        std::move(mdm_result).value();                                                             \
    })

/// `TRY`, with `context` put in front of the message of the error: a file's or a field's name.
#define TRY_WITHIN(context, expression)                                                            \
    __extension__({                                                                                \
        auto mdm_result = (expression);                                                            \
        if (!mdm_result)                                                                           \
            return std::move(mdm_result).error().within(context);                                  \
        std::move(mdm_result).value();                                                             \
    })

} // namespace mdm
