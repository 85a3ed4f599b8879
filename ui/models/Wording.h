// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/SyncLog.h"
#include "protocol/SyncResult.h"
#include "ui/models/Look.h"

#include <QString>

#include <string>

/// The words for people of everything core only names, in one place. All texts are translated at the time of the
/// call.
namespace tidemark::ui::wording {

/// How a sync ended: a word for tables, a drawing and a tone.
struct ResultWords {
    QString word;
    QString icon;
    Tone tone = Tone::Plain;
};

/// "Success", "Network error", …
ResultWords result(SyncResult result);
/// The same, with the status or the kind of network failure: "Server 503", "Network reset".
ResultWords outcome(const SyncLogEntry &entry);
/// "Push failed, server busy (503)".
QString sentence(const SyncLogEntry &entry);
/// What to do about it, in a sentence; empty after a success.
QString nextAction(const SyncLogEntry &entry);

/// What went wrong and what to do, for a banner.
struct Trouble {
    QString headline;
    QString explanation;
};
Trouble trouble(const Error &error);

/// "Pull", "Push", "Sync".
QString syncType(const std::string &type);
/// "Queue", "Connect", …; a phase without a name here keeps its own.
QString phase(const std::string &name);
/// Tone::Client, Muted (network) or Server: who was at work.
Tone phaseTone(const std::string &name);

/// "Edited on both sides", …
QString conflictType(const std::string &type);
/// "captures" as "Captures": names of the schema are not translated.
QString entityTitle(const std::string &entity);

QString text(const std::string &utf8);

} // namespace tidemark::ui::wording
