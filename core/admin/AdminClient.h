// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "protocol/AuditMessages.h"
#include "protocol/BulkOverride.h"
#include "protocol/SyncLog.h"
#include "protocol/UserMessages.h"
#include "transport/Transport.h"

#include <QCoroTask>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tidemark {

/// Filters of the logs list; empty or 0 means any.
struct LogFilter {
    std::string userId;
    std::string type;   ///< pull, push
    std::string status; ///< a result name, or "error" for everything but SUCCESS
    std::string deviceId;
    std::string text; ///< substring of error, request id, email or device name
    std::int64_t since = 0;
    std::int64_t until = 0;
    std::int64_t minMs = 0;
};

struct ConflictFilter {
    std::string userId;
    std::string entity;
    std::string state;
};

struct UserFilter {
    std::string text;  ///< part of the e-mail, name or a device's name, or a whole user or device id
    std::string state; ///< a verdict's name
};

struct RecordFilter {
    std::string userId;
    std::string entity;
    std::string text; ///< part of any text in the row, or its whole id
};

struct RecordPlace {
    std::string userId;
    std::string entity;
    std::string id;
};

struct AuditFilter {
    std::string userId; ///< whose data
    std::string actor;  ///< who acted
};

/// A client of the admin API with a console token. Lives on its transport's thread; the transport outlives it.
/// Errors carry the problem's code and detail; "record_moved" (Conflict) when a guarded write met a newer record;
/// category Input only for what the schema refuses.
class AdminClient {
public:
    explicit AdminClient(Transport &transport) : m_transport(transport) {}

    /// @param period  "1h", "24h", "7d" or "30d"
    QCoro::Task<Result<SyncStats>> stats(std::string period, std::string userId = {});
    QCoro::Task<Result<Page<SyncLogEntry>>> logs(LogFilter filter, int limit, std::string cursor = {});
    QCoro::Task<Result<Page<ConflictItem>>> conflicts(ConflictFilter filter, int limit, std::string cursor = {});
    /// @param reason  why the values are looked at; audited
    QCoro::Task<Result<ConflictDetail>> conflict(std::string id, std::string reason);
    /// @param values  column name and JSON text of each value to write
    /// @param note  why they are written; kept with the conflict, and audited
    /// @param reason  why the answer's values are looked at; audited when there is no note
    /// @param expectedStamp  the record's last_modified_at as the admin saw it
    /// @return the conflict as it stands afterwards
    QCoro::Task<Result<ConflictDetail>> overrideConflict(std::string id,
                                                         std::vector<std::pair<std::string, std::string>> values,
                                                         std::string note, std::string reason,
                                                         std::int64_t expectedStamp);
    QCoro::Task<Result<ConflictDetail>> revertConflict(std::string id, std::string note, std::string reason,
                                                       std::int64_t expectedStamp);
    /// @param note    kept with the conflict; may be empty
    /// @param reason  as for an override
    QCoro::Task<Result<ConflictDetail>> reviewConflict(std::string id, std::string note, std::string reason);
    /// Which conflicts the side's values would change; up to kMostSelected are looked at for one page.
    QCoro::Task<Result<BulkPreview>> previewBulk(ConflictFilter filter, ConflictSide side, std::string cursor = {});
    /// @param runId  a new UUID for a new run; the same to go on with one that was cut
    QCoro::Task<Result<BulkReport>> overrideBulk(std::string runId, ConflictSide side, std::string note,
                                                 std::vector<SelectedConflict> selection);

    /// A page may be shorter than `limit`, or empty, and not the last: only one without a next cursor is.
    QCoro::Task<Result<Page<UserItem>>> users(UserFilter filter, int limit, std::string cursor = {});
    QCoro::Task<Result<UserDetail>> user(std::string id);
    QCoro::Task<Result<Page<RecordItem>>> records(RecordFilter filter, std::string reason, int limit,
                                                  std::string cursor = {});
    QCoro::Task<Result<Page<VersionItem>>> history(RecordPlace place, std::string reason, int limit,
                                                   std::string cursor = {});
    QCoro::Task<Result<Page<AuditEntry>>> audit(AuditFilter filter, int limit, std::string cursor = {});

private:
    Transport &m_transport;
};

} // namespace tidemark
