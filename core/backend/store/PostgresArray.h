// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// An array of one dimension in PostgreSQL's binary format, to be bound where the SQL says `$1::text[]`. PostgreSQL
/// copies it where it would have to parse a text.
class PostgresArray {
public:
    /// By the number PostgreSQL's catalogue has for the type of the elements.
    enum class Type : std::uint32_t { BigInt = 20, Text = 25, Double = 701 };

    /// @param count  of the elements, which are added one after another
    PostgresArray(Type type, std::size_t count);

    void add(std::string_view text);
    void add(std::int64_t number);
    void add(double number);
    void addNull();
    /// Of the array's type, or null.
    void addValue(const Value &value);

    /// Valid as long as the array.
    Blob blob() const { return {m_bytes}; }

private:
    Type m_type;
    std::string m_bytes;
};

} // namespace tidemark::backend
