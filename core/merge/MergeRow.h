// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Record.h"

#include <optional>
#include <string>

namespace tidemark::merge {

/// Both sides of one row, each with what it changed since their common base. A value on a side counts only where its
/// set says so; `_status` is a column like the others.
struct Sides {
    const Record &client;
    ColumnSet clientChanged;
    const Record &server;
    ColumnSet serverChanged;
    ColumnSet overridden;       ///< of serverChanged, what an admin overrode
    bool createdByBoth = false; ///< neither side knew the other's row
};

/// Two edits that could not both be kept, settled.
struct Settled {
    std::string type;    ///< edit_edit, edit_delete, delete_edit, create_create; the client's act first
    std::string policy;  ///< per_column_merge, client_wins, override, delete_wins
    ColumnSet columns;   ///< the conflicting ones
    ColumnSet differing; ///< every column in which the sides differ, conflicting or not

    bool operator==(const Settled &) const = default;
};

struct MergedRow {
    Record result;
    ColumnSet fromClient; ///< columns where the result took the client's value against the server's
    std::optional<Settled> conflict;
};

/// The one merge, used by server and client (S7). A column that one side changed takes that side's value. Where both
/// changed it to different values the schema's winner decides, except that an override beats edits based before it.
/// Delete against edit: the delete wins, whichever side it is on.
MergedRow mergeRow(const EntitySchema &entity, const Sides &sides);

} // namespace tidemark::merge
