// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
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

private:
    Transport &m_transport;
};

} // namespace tidemark
