// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "merge/MergeRow.h"
#include "protocol/Messages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::merge {

/// When a column last changed on the server, and by whom.
struct ColumnStamp {
    std::int64_t ms = 0;
    std::string device;      ///< empty when unknown
    bool byOverride = false; ///< an admin's override: it stands against edits based before it

    bool operator==(const ColumnStamp &) const = default;
};

/// A row as the server keeps it: values, and sparsely the stamps of columns that changed after the row's creation.
struct StoredRow {
    Record record;
    ColumnStamp created;
    std::vector<std::pair<std::size_t, ColumnStamp>> changed;
    /// The same of columns that this program's schema does not have, as members of a JSON object: a newer server
    /// beside this one needs them.
    std::string unknownChanged = {};

    const ColumnStamp &stampOf(std::size_t column) const;
    void stamp(ColumnSet columns, const ColumnStamp &stamp);

    bool operator==(const StoredRow &) const = default;
};

/// The circumstances of one push, the same for all its rows.
struct PushContext {
    std::int64_t lastPulledAt = 0; ///< the client's cursor
    std::string device;            ///< empty when the request names none
    std::int64_t stamp = 0;        ///< what a changed row will carry
};

/// A settled conflict with the values of all sides. Each record holds what is known of the differing columns.
struct PlannedConflict {
    Settled settled;
    Record base; ///< `present` says which base values are known
    Record client;
    Record server;
    Record resolved;
};

/// What a push does to one row.
struct RowPlan {
    StoredRow row; ///< as it stands after the push
    bool isNew = false;
    ColumnSet changed;   ///< what the push changes; empty for an existing row: nothing is written
    bool merged = false; ///< the server had changed too since the client's base
    std::optional<PlannedConflict> conflict;

    bool writes() const { return isNew || !changed.empty(); }
};

/// The base stamp an edit of a column stands on: the row's `_base`, else the client's cursor.
std::int64_t baseOf(const PushedRow &pushed, const PushContext &context, std::size_t column);

/// What the server changed after the row's bases. A row without `_base` ignores what this same known device wrote
/// (its own earlier batch is no conflict).
ColumnSet serverChangedSince(const EntitySchema &entity, const PushedRow &pushed, const StoredRow &current,
                             const PushContext &context);

/// Decides one row, without reading or writing anything.
/// @param current  the stored row, null when the server has none
/// @param base     base values of columns in serverChangedSince(), as far as versions still tell; may be empty
RowPlan planPushedRow(const EntitySchema &entity, const PushedRow &pushed, const StoredRow *current,
                      const Record &base, const PushContext &context);

/// True when the client needs no answer about its row: every value it sent is stored, and every column newer than its
/// cursor was sent with the stored value.
bool storedAsSent(const EntitySchema &entity, const PushedRow &pushed, const StoredRow &stored, std::int64_t cursor);

} // namespace tidemark::merge
