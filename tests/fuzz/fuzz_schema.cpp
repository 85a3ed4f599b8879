// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "schema/Ddl.h"
#include "schema/Schema.h"

// A schema file. What is accepted becomes SQL.

using namespace tidemark;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Result<Schema> schema = loadSchema(fuzz::textOf(data, size));
    if (!schema)
        return 0;
    fuzz::require(!schema->entities.empty(), "a schema without entities");
    for (const SqlDialect dialect : {SqlDialect::Sqlite, SqlDialect::PostgreSql}) {
        for (const std::string &sql : createTables(*schema, dialect, TableKind::Server))
            fuzz::require(sql.find(';') == sql.rfind(';') && sql.find("--") == sql.npos, sql);
    }
    return 0;
}
