// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/MergeRow.h"
#include "protocol/Messages.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::merge {

/// A row as a replica keeps it: values, and for what is not yet on the server the base it was edited on.
struct LocalRow {
    Record record;      ///< whole, `present` unused; lastModifiedAt 0: the server never saw it
    bool dirty = false; ///< something waits to be pushed
    /// Edited columns with the stamp the row had when each became dirty.
    std::vector<std::pair<std::size_t, std::int64_t>> changed;
    Record base;               ///< the edited columns' values before the edit; `present` as in `changed`
    std::int64_t editedAt = 0; ///< device clock, ms; for people only
    /// Stamp of a tombstone the server sent. Kept apart from lastModifiedAt, because the values are older than it.
    std::int64_t tombstoneStamp = 0;
    /// Columns that were tampered with where they are kept, or whose edits cannot be told; values that do not open
    /// are null. Such a row is shown, and replaced by what the server has of it; it is never edited or pushed.
    ColumnSet damaged;
    bool encrypted = false; ///< something of the row is sealed where it is kept; as it was read

    ColumnSet changedColumns() const;
    std::optional<std::int64_t> baseStamp(std::size_t column) const;
    /// The server has told us of this row up to here.
    std::int64_t knownStamp() const { return std::max(record.lastModifiedAt, tombstoneStamp); }

    bool operator==(const LocalRow &) const = default;
};

/// A row made on this device.
/// @param record  `present` says which columns the person gave
LocalRow createLocal(Record record, std::int64_t nowMs);

/// Takes the columns in `edit.present` into the row. A column that comes back to its base, with nothing heard from
/// the server meanwhile, is clean again. `_status` "deleted" deletes softly, "active" restores.
/// @param pushUnderWay  the server may have taken the former edit already: going back to the base is an edit too
void editLocal(LocalRow &row, const Record &edit, std::int64_t nowMs, bool pushUnderWay);

/// The row as the next push sends it: only edited columns, each with its base.
PushedRow outgoing(const EntitySchema &entity, const LocalRow &row);

/// What the server answered about one row that was pushed.
struct RowAnswer {
    std::int64_t stamp = 0;         ///< of the push
    const Record *stored = nullptr; ///< the row as stored; null when it is stored as sent, or deleted
    bool deleted = false;           ///< the server has a tombstone
};

/// After a push: a column still equal to what was sent becomes clean and takes the server's value. A column edited
/// meanwhile stays dirty; its base moves to the push if the server stored what was sent, else it stays. A row that
/// was new to the server is stored with all its columns, those that were not sent included.
void acknowledge(const EntitySchema &entity, LocalRow &row, const PushedRow &sent, const RowAnswer &answer);

} // namespace tidemark::merge
