// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ConnectionPill.h"
#include "ui/widgets/Palette.h"

#include <QMetaType>
#include <QString>

namespace tidemark::ui {

// What the shell shows, as plain values. Times are milliseconds since 1970-01-01 UTC, -1 when unknown.

/// The environment in use. \a id names its kept layout; \a edge frames the whole window in \a color.
struct ProfileInfo {
    QString id;
    QString name;
    QString detail;
    Role color = Role::ProfileDemo;
    bool edge = false;

    bool operator==(const ProfileInfo &) const = default;
};

enum class UserRole { Support, Admin, Tester };

struct ConnectionInfo {
    Connection state = Connection::Offline;
    qint64 latencyMs = -1; ///< last round trip
    qint64 sinceMs = -1;   ///< when this state began

    bool operator==(const ConnectionInfo &) const = default;
};

enum class SyncPhase { Connecting, Pulling, Applying, Pushing, Finishing };

struct SyncProgress {
    bool running = false;
    SyncPhase phase = SyncPhase::Connecting;
    qint64 done = 0;
    qint64 total = -1; ///< records; -1 while unknown

    bool operator==(const SyncProgress &) const = default;
};

enum class SyncOutcome { None, Success, NetworkError, AuthError, Conflict, ServerError, Timeout, Cancelled };

struct LastSync {
    SyncOutcome outcome = SyncOutcome::None;
    qint64 timeMs = -1;
    qint64 pulled = 0;
    qint64 pushed = 0;
    qint64 durationMs = -1;

    bool operator==(const LastSync &) const = default;
};

/// The next attempt. \a attempt is 0 for an ordinary next sync, else the number of the try after failures.
struct NextSync {
    int attempt = 0;
    qint64 atMs = -1;

    bool operator==(const NextSync &) const = default;
};

struct ShellState {
    ProfileInfo profile;
    UserRole role = UserRole::Support;
    ConnectionInfo connection;
    SyncProgress progress;
    LastSync lastSync;
    qint64 pendingChanges = 0;
    NextSync next;

    bool operator==(const ShellState &) const = default;
};

} // namespace tidemark::ui

Q_DECLARE_METATYPE(tidemark::ui::ShellState)
