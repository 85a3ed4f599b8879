// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <algorithm>
#include <bit>
#include <ranges>
#include <span>
#include <string>

namespace tidemark::backend {

/// How many of the rows that are left one statement takes: some dozens, since over a network it is a round trip, and
/// a power of two, so that a connection keeps few statements of each kind.
constexpr std::size_t batchSize(std::size_t left)
{
    return std::bit_floor(std::min<std::size_t>(left, 32));
}

/// INSERT of many rows.
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
    const std::size_t count = std::ranges::size(rows);
    for (std::size_t done = 0; done < count;) {
        const std::size_t size = batchSize(count - done);
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
