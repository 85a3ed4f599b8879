// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Problem.h"

#include <string>
#include <utility>
#include <variant>

namespace tidemark::backend {

/// Why a request gets a problem document instead of what it asked for.
struct Refusal {
    Problem problem;
    std::string members = {};    ///< more members of the document, as `"name":value` fields
    std::string allow = {};      ///< the methods a 405 names
    std::int64_t retryAfter = 0; ///< s, for a 429; 0: as the status has it
    std::string logDetail = {};  ///< what the log says instead of the problem's detail, when that is not for callers
};

Refusal refuse(int status, std::string code, std::string detail);
/// A 400. `pointer` is the place in the body, or "/name" of a query parameter.
Refusal refuseInput(std::string code, std::string pointer, std::string detail);
/// What an error of a store, a codec or the verifier means to the caller. Faults of our own show no detail.
Refusal refusalOf(const Error &error);

Response refusalResponse(const Refusal &refusal, std::string_view requestId);

/// Either a value or the refusal to answer instead. TRY and CHECK work with it as with Result, and mix with it.
template <typename T> class [[nodiscard]] Attempt {
public:
    Attempt(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Attempt(Refusal refusal) : m_state(std::in_place_index<1>, std::move(refusal)) {}
    Attempt(const Error &error) : m_state(std::in_place_index<1>, refusalOf(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() { return value(); }
    T *operator->() { return &value(); }
    const Refusal &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Refusal> m_state;
};

/// For what has no value but may be refused.
struct Done {};

} // namespace tidemark::backend
