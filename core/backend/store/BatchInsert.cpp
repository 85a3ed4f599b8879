// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/BatchInsert.h"

namespace tidemark::backend {

std::string batchSql(const BatchInsert &insert, std::size_t rows)
{
    std::string row = "(?";
    for (std::size_t i = 1; i < insert.columns; ++i)
        row += ",?";
    row += ')';
    std::string sql = "INSERT INTO " + insert.into + " VALUES " + row;
    for (std::size_t i = 1; i < rows; ++i)
        sql += ',' + row;
    return insert.then.empty() ? sql : sql + ' ' + insert.then;
}

} // namespace tidemark::backend
