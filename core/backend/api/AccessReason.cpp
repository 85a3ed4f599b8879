// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/AccessReason.h"

#include "backend/api/Parameters.h"

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxReason = 500;

} // namespace

Attempt<std::string> readAccessReason(const Request &request)
{
    std::string reason(request.headers.get("X-Access-Reason"));
    if (reason.find_first_not_of(" \t") == std::string::npos)
        return refuse(403, "access_reason_missing", "X-Access-Reason must say why values are looked at");
    if (reason.size() > kMaxReason || !isCleanText(reason))
        return refuseInput("bad_header", "/X-Access-Reason",
                           "X-Access-Reason must be UTF-8 text of at most 500 bytes");
    return reason;
}

Result<void> auditAccess(Services &services, const Call &call, AuditEntry entry)
{
    entry.at = services.context.clock.nowMs();
    entry.actor = call.session.claims.sub;
    entry.role = call.session.claims.role;
    return services.context.admin.writeAudit(entry);
}

} // namespace tidemark::backend
