// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace tidemark {

/// What kind of trouble an error is, so that callers can decide without reading text.
enum class ErrorCategory : std::uint8_t {
    Input,    ///< the caller gave something the schema or the contract refuses
    Network,  ///< the other side could not be reached
    Timeout,  ///< no answer in time
    Auth,     ///< token missing, refused or without the permission
    Conflict, ///< a record moved, or records were refused
    Server,   ///< the other side failed, or answered nonsense
    Busy,     ///< try again later: a lock or a limit
    Local,    ///< disk, key, a replica of another user or server
};

/// An error is a value. `code` is stable and machine readable ("unknown_column"); `detail` is for logs and
/// developers, in English. Text for people is made in `ui`.
struct Error {
    std::string code;
    ErrorCategory category = ErrorCategory::Local;
    std::string detail;

    bool operator==(const Error &) const = default;
};

/// Either a value or an Error. Check with `if (!result)`; `value()` on an error is a programming mistake.
template <typename T> class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    explicit operator bool() const { return m_ok; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace tidemark

#define TIDEMARK_CONCAT2(a, b) a##b
#define TIDEMARK_CONCAT(a, b) TIDEMARK_CONCAT2(a, b)

/// `TRY(auto rows, store.read());` declares `rows`, or returns the error from the enclosing function.
#define TRY(declaration, expression)                                                                                 \
    auto TIDEMARK_CONCAT(result_, __LINE__) = (expression);                                                          \
    if (!TIDEMARK_CONCAT(result_, __LINE__))                                                                         \
        return TIDEMARK_CONCAT(result_, __LINE__).error();                                                           \
    declaration = std::move(TIDEMARK_CONCAT(result_, __LINE__)).value()

/// The same for Result<void>: `CHECK(store.commit());`
#define CHECK(expression)                                                                                            \
    if (auto checked = (expression); !checked)                                                                       \
    return checked.error()
