// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Sqlite.h"
#include "backend/store/Store.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "base/Uuid.h"
#include "schema/Schema.h"

namespace tidemark::backend {

/// Brings a database to what the program and its schema file need: the numbered files of resources/sql/backend, each
/// in a transaction of its own, then entity tables, additively. Safe to run from several processes at once.
/// Errors: Local "database_newer" (made by a newer program or schema), "not_a_database" (tables of another program),
/// Input "bad_schema" (an entity is named like a fixed table).
Result<void> migrate(Database &database, const Schema &schema, const Clock &clock);

/// The database's identity and its key for page tokens, made on first use.
Result<ServerMeta> ensureServerMeta(Database &database, IdSource &ids, Random &random);

} // namespace tidemark::backend
