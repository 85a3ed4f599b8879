// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AuditMessages.h"
#include "protocol/UserMessages.h"

#include <string>
#include <vector>

namespace tidemark::ctl {

std::string userJson(const UserItem &user);
std::string userDetailJson(const UserDetail &detail);
std::string auditJson(const AuditEntry &entry);
std::string versionJson(const VersionItem &version);

// For people.
void printUsers(const std::vector<UserItem> &users);
void printUser(const UserDetail &detail);
void printAudit(const std::vector<AuditEntry> &entries);
void printVersions(const std::vector<VersionItem> &versions);

} // namespace tidemark::ctl
