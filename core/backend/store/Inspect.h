// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Migrations.h"
#include "backend/store/Store.h"

#include <cstdint>
#include <string>

namespace tidemark::backend {

/// What there is to know of a database before it is used.
struct StoreState {
    Age age = Age::Empty;
    ServerMeta meta;                  ///< ids and the epoch's begin, when the age is Current or Older
    std::int64_t users = 0;           ///< with a clock
    std::int64_t newestStamp = 0;     ///< of any clock, ms; 0: none
    std::int64_t newestPurged = 0;    ///< newest tombstone that is gone, ms; 0: none
    std::int64_t oldestTombstone = 0; ///< ms; 0: none
    std::int64_t databaseMs = 0;      ///< the database's own clock; SQLite has none: 0
};

/// Reads it, and changes nothing.
/// @param location  as of SqlStore; a SQLite file must be there
/// Errors: those of SqlStore::open.
Result<StoreState> inspectStore(const std::string &location, const Schema &schema);

} // namespace tidemark::backend
