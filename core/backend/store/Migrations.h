// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"
#include "backend/store/Store.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "base/Uuid.h"
#include "schema/Schema.h"

namespace tidemark::backend {

/// Brings a database to what the program and its schema file need: the numbered files of resources/sql/backend, each
/// in a transaction of its own, then entity tables, additively. Safe to run from several processes at once; what was
/// interrupted goes on at the file it had reached.
/// @param upgrade  false: a database that an older program made is left alone; an empty one is filled all the same
/// Errors: Local "database_newer" (made by a newer program or schema), "database_old", "not_a_database" (tables of
/// another program), Input "bad_schema" (an entity is named like a fixed table).
Result<void> migrate(Database &database, const Schema &schema, const Clock &clock, bool upgrade);

/// How a database stands to this program and its schema file.
enum class Age { Empty, Foreign, Older, Current, Newer };

/// Reads it, and changes nothing.
Result<Age> ageOf(Database &database, const Schema &schema);

/// The database's identity. Errors: Local "database" when it has none yet.
Result<ServerMeta> readServerMeta(Database &database);

/// The database's identity and its key for page tokens, made on first use.
Result<ServerMeta> ensureServerMeta(Database &database, IdSource &ids, Random &random);

} // namespace tidemark::backend
