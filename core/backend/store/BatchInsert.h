// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <algorithm>
#include <ranges>
#include <span>
#include <string>

namespace tidemark::backend {

/// INSERT of many rows, some dozens a statement: over a network a statement is a round trip.
struct BatchInsert {
    std::string into;    ///< "table (a, b)"
    std::size_t columns; ///< how many
    std::string
        then{}; ///< what follows the values, such as ON CONFLICT …; no row may conflict with another of the batch
};

/// The statement for `rows` rows.
std::string batchSql(const BatchInsert &insert, std::size_t rows);

/// @param put   binds one row from a place on: put(statement, first, row)
/// @param take  gets each row of an INSERT … RETURNING: take(statement)
template <std::ranges::random_access_range Rows, typename Put, typename Take>
Result<void> insertBatch(Database &database, const BatchInsert &insert, const Rows &rows, Put put, Take take)
{
    // Two sizes, so that a connection keeps two statements of each kind.
    constexpr std::size_t kMany = 32;
    const std::size_t count = std::ranges::size(rows);
    for (std::size_t done = 0; done < count;) {
        const std::size_t size = count - done >= kMany ? kMany : 1;
        TRY(Statement statement, database.prepare(batchSql(insert, size)));
        for (std::size_t i = 0; i < size; ++i) {
            put(statement, static_cast<int>(i * insert.columns) + 1,
                std::ranges::begin(rows)[static_cast<std::ptrdiff_t>(done + i)]);
        }
        for (;;) {
            TRY(const bool more, statement.step());
            if (!more)
                break;
            take(statement);
        }
        done += size;
    }
    return {};
}

template <std::ranges::random_access_range Rows, typename Put>
Result<void> insertBatch(Database &database, const BatchInsert &insert, const Rows &rows, Put put)
{
    return insertBatch(database, insert, rows, put, [](const Statement &) {});
}

/// Binds values one after another, from a place on.
template <typename... Values> void bindFrom(Statement &statement, int first, const Values &...values)
{
    (statement.put(first++, values), ...);
}

} // namespace tidemark::backend
