// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// What changed in one entity: rows alive, and ids of tombstones.
struct EntityChanges {
    std::vector<Record> updated;
    std::vector<std::string> deleted;

    bool empty() const { return updated.empty() && deleted.empty(); }
};

/// Changes by schema entity index; always as many as the schema has entities.
using ChangeSet = std::vector<EntityChanges>;

std::size_t countRecords(const ChangeSet &changes);

/// One answer to a pull: a page of the window (cursor, timestamp].
struct PullAnswer {
    ChangeSet changes;
    std::int64_t timestamp = 0;
    std::string serverId; ///< empty from backends that do not say
    std::string epoch;    ///< empty from backends that do not merge
    bool hasMore = false;
    std::string nextPage;
};

/// The stamps an edit is based on: one for the whole row, and others by column.
struct Bases {
    std::optional<std::int64_t> whole;
    std::vector<std::pair<std::size_t, std::int64_t>> columns;

    bool given() const { return whole.has_value() || !columns.empty(); }
    /// The base of a column, nothing when the row does not say.
    std::optional<std::int64_t> of(std::size_t column) const;

    bool operator==(const Bases &) const = default;
};

/// One row as a client pushes it. `record.present` is what it sent; a delete has status Deleted and `_status`
/// present.
struct PushedRow {
    Record record;
    /// What the client says it changed; nothing when it does not say.
    std::optional<ColumnSet> changed;
    Bases base;
    std::optional<std::int64_t> editedAt; ///< by the device's clock, for people only

    bool isDelete() const { return record.status == Status::Deleted; }
    /// An explicit undelete: `_status` "active", named in `_changed`.
    bool isUndelete() const { return record.status == Status::Active && changed && changed->contains(kStatusColumn); }
};

struct Rejection {
    std::string entity;
    std::string recordId;
    std::string code; ///< unknown_entity, unknown_column, invalid_value, forbidden_user, too_large
    std::string message;
    std::string payload = {}; ///< the row as it was sent, kept by the server for support
};

struct PushRequest {
    std::int64_t lastPulledAt = 0;
    bool mobile = false; ///< spelled lastPulledAt: the original mobile client
    std::string epoch;
    std::vector<std::vector<PushedRow>> rows; ///< by schema entity index, one row per id
    std::vector<Rejection> rejected;

    std::size_t count() const;
};

/// A conflict as the pushing client is told.
struct ConflictNotice {
    std::string id;
    std::string entity;
    std::string recordId;
    std::string type;       ///< edit_edit, edit_delete, delete_edit, create_create (client's act first)
    std::string resolution; ///< per_column_merge, client_wins, override, delete_wins
    std::vector<std::string> columns;
    Record resolved;
};

struct PushAnswer {
    ChangeSet changes;
    std::int64_t timestamp = 0;
    std::int64_t stamp = 0;
    std::string serverId;
    std::string epoch;
    bool hasMore = false;
    std::vector<ConflictNotice> conflicts;
    std::vector<Rejection> rejected;
};

} // namespace tidemark
