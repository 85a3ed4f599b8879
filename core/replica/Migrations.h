// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Connection.h"
#include "replica/Metadata.h"
#include "schema/Schema.h"

namespace tidemark {

/// Brings a replica up to this program's tables: numbered scripts of resources/sql/replica, then the entities'
/// tables, made from the schema and widened by columns they lack. One transaction. Errors (category Local):
/// "replica_newer", "not_a_database" (a database of another program).
Result<void> migrate(const Connection &connection, const Schema &schema);

/// For a read-only replica: the same checks, but what would have to be changed is an error ("database").
Result<void> checkMigrated(const Connection &connection, const Schema &schema);

} // namespace tidemark
