// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace tidemark::ui {

/// Names of users by id, as far as the window has met them.
using UserNames = QHash<QString, QString>;

/// What a line of filter terms means: what the server is asked for, and what is left to test on every row here.
struct ParsedLogFilter {
    LogFilter server;
    std::vector<std::function<bool(const SyncLogEntry &)>> tests;
    QStringList problems; ///< one for each term, empty when it was understood; translated

    bool ok() const;
    bool matches(const SyncLogEntry &entry) const;
};

/// Reads terms of the grammar
///     status:error|success|network|auth|server|timeout|conflict   type:push|pull   user:ID or name   device:ID or
///     name >500ms  >2s  <100ms   "text"   and -term for the opposite of any of them.
/// Terms that were not understood filter nothing.
ParsedLogFilter parseLogFilter(const QStringList &terms, const UserNames &names = {});

/// Keys and values that complete what was typed so far, for a completer.
QStringList logFilterCompletions();

} // namespace tidemark::ui
