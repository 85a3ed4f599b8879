// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"

#include <string>

namespace tidemark::ctl {

std::string statsJson(const SyncStats &stats);
std::string logJson(const SyncLogEntry &entry);
std::string conflictJson(const ConflictItem &item);
std::string detailJson(const ConflictDetail &detail);

// For people.
void printStats(const SyncStats &stats);
void printLogs(const std::vector<SyncLogEntry> &entries);
void printConflicts(const std::vector<ConflictItem> &items);
void printDetail(const ConflictDetail &detail);

} // namespace tidemark::ctl
