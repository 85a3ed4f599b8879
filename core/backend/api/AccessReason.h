// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// Why values are looked at, from `X-Access-Reason`. Refused with 403 `access_reason_missing`.
Attempt<std::string> readAccessReason(const Request &request);

/// Puts on record who looks and why; nothing is shown that could not be audited.
/// @param entry  what is looked at: action and whose; time, actor and role are filled in
Result<void> auditAccess(Services &services, const Call &call, AuditEntry entry);

} // namespace tidemark::backend
