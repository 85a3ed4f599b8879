// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/Schema.h"

#include <bit>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tidemark {

/// One cell. Text, enum, uuid and json_array columns hold a string (arrays as compact JSON), integer and time an
/// int64, real a double; monostate is null.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool isNull(const Value &value)
{
    return value.index() == 0;
}

/// `_status` counts as a column: it is changed, stamped and merged like one, under this index.
inline constexpr std::size_t kStatusColumn = 63;

/// A set of schema column indices, `_status` included.
class ColumnSet {
public:
    constexpr ColumnSet() = default;
    /// The first `count` columns.
    static constexpr ColumnSet firstOf(std::size_t count) { return ColumnSet((std::uint64_t{1} << count) - 1); }

    constexpr bool contains(std::size_t column) const { return ((m_bits >> column) & 1U) != 0; }
    constexpr void insert(std::size_t column) { m_bits |= std::uint64_t{1} << column; }
    constexpr void erase(std::size_t column) { m_bits &= ~(std::uint64_t{1} << column); }
    constexpr bool empty() const { return m_bits == 0; }
    constexpr std::size_t size() const { return static_cast<std::size_t>(std::popcount(m_bits)); }
    constexpr ColumnSet operator|(ColumnSet other) const { return ColumnSet(m_bits | other.m_bits); }
    constexpr ColumnSet operator&(ColumnSet other) const { return ColumnSet(m_bits & other.m_bits); }
    constexpr ColumnSet without(ColumnSet other) const { return ColumnSet(m_bits & ~other.m_bits); }
    constexpr bool operator==(const ColumnSet &) const = default;

    /// Calls `visit(index)` in ascending order, `_status` last.
    template <typename Visit> void forEach(Visit visit) const
    {
        for (std::uint64_t rest = m_bits; rest != 0; rest &= rest - 1)
            visit(static_cast<std::size_t>(std::countr_zero(rest)));
    }

private:
    constexpr explicit ColumnSet(std::uint64_t bits) : m_bits(bits) {}
    std::uint64_t m_bits = 0;
};

enum class Status : std::uint8_t { Active, Deleted };

std::string_view statusName(Status status);

/// A row of typed values by schema column index. May be sparse: only columns in `present` carry a value.
struct Record {
    std::string id;
    std::int64_t createdAt = 0;      ///< ms; 0 when not known
    std::int64_t lastModifiedAt = 0; ///< the server's stamp, ms; 0 when the server never saw the row
    Status status = Status::Active;
    std::vector<Value> values; ///< always as many as the entity has columns
    ColumnSet present;

    bool operator==(const Record &) const = default;
};

/// An empty record with room for every column.
Record makeRecord(const EntitySchema &entity, std::string id);

/// The value of a column, `_status` included (as text).
Value columnValue(const Record &record, std::size_t column);
void setColumnValue(Record &record, std::size_t column, Value value);

/// The name of a column, `_status` included.
std::string_view columnName(const EntitySchema &entity, std::size_t column);
std::optional<std::size_t> columnByName(const EntitySchema &entity, std::string_view name);

/// Names separated by commas, in column order.
std::string columnNames(const EntitySchema &entity, ColumnSet columns);

} // namespace tidemark
