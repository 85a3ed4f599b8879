// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/StoredConflict.h"
#include "base/Result.h"
#include "merge/PlanPush.h"
#include "protocol/SyncLog.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tidemark::backend {

/// A restore from backup: what was stamped after `restoredTo` was lost, and every later stamp is from `epochSince`
/// on.
struct Restore {
    std::int64_t epochSince = 0;
    std::int64_t restoredTo = 0;
};

/// The database's identity (a UUID made with it) and its epoch, renewed after a restore from backup.
struct ServerMeta {
    std::string serverId;
    std::string epoch;
    std::int64_t epochSince = 0; ///< first stamp of the epoch, 0 for the first one
    std::int64_t restoredTo = 0;
    std::string pageKey = {};           ///< 32 random bytes as hex: what page tokens are authenticated with. Secret.
    std::vector<Restore> restores = {}; ///< all there were

    /// The newest stamp up to which a device with this cursor and the server are sure to agree: there may have been
    /// several restores since.
    std::int64_t restoredFor(std::int64_t cursor) const;
};

/// What was answered to an idempotency key. `answer` is a push answer without changes, as JSON.
struct Receipt {
    std::string bodyHash; ///< BLAKE2b of the body, 32 bytes
    std::int64_t stamp = 0;
    std::string answer;
};

/// A version of one row is asked for as it was at `ms`.
struct VersionQuery {
    std::string id;
    std::int64_t ms = 0;
};

/// One row to write, with its new version for record_versions.
struct RowWrite {
    merge::StoredRow row;
    bool isNew = false;
    ColumnSet changed;
    std::string origin; ///< push, merge, override, revert, server
    std::string device;
};

/// A conflict to keep. The values of all sides are JSON objects of the differing columns.
struct ConflictWrite {
    std::string id;
    std::string deviceId;
    std::size_t entity = 0;
    std::string recordId;
    merge::PlannedConflict conflict;
    std::int64_t stamp = 0;
    std::optional<std::int64_t> editedAt;
};

/// A place in a pull's order: entity, then stamp, then id. Rows after it are next.
struct PullPosition {
    std::size_t entity = 0;
    std::int64_t stamp = 0;
    std::string id;

    bool operator==(const PullPosition &) const = default;
};

struct PullQuery {
    std::int64_t cursor = 0;           ///< rows newer than this; 0: everything alive, no tombstones
    std::int64_t until = 0;            ///< the frozen window's end; 0: the clock as it is now
    std::vector<std::size_t> entities; ///< in schema order
    PullPosition after;                ///< stamp 0, id empty: from the start
    std::size_t limit = 1000;          ///< rows
    std::size_t maxBytes = 4 * 1024 * 1024;
};

/// Rows of the window in order, tombstones included when the cursor is not 0.
struct PullPage {
    std::int64_t clock = 0;    ///< read in the same snapshot as the rows
    std::int64_t purgedMs = 0; ///< newest tombstone stamp removed: a cursor in (0, purgedMs) has expired
    ServerMeta meta;
    std::vector<std::vector<Record>> rows; ///< by schema entity index
    std::size_t count = 0;
    bool hasMore = false;
    PullPosition last;
};

/// One transaction under one user's clock, which stays locked until commit or destruction (then everything is rolled
/// back). Stamps therefore follow commit order and are unique. Used by one thread at a time.
class UserTransaction {
public:
    virtual ~UserTransaction() = default;

    /// The user's clock as locked, ms.
    virtual std::int64_t clock() const = 0;
    /// As in PullPage.
    virtual std::int64_t purgedMs() const = 0;
    virtual const ServerMeta &meta() const = 0;
    /// Moves the clock forward; every row written afterwards carries this stamp.
    virtual Result<void> advanceClock(std::int64_t ms) = 0;

    virtual Result<std::optional<Receipt>> findReceipt(const std::string &device, const std::string &key) = 0;
    virtual Result<void> writeReceipt(const std::string &device, const std::string &key, const Receipt &receipt) = 0;

    /// Current rows in the order of `ids`, nothing where there is none. Like versionsAt(), refused when the rows of
    /// the transaction come to more than 64 MiB: Input "too_large".
    virtual Result<std::vector<std::optional<merge::StoredRow>>> readForMerge(std::size_t entity,
                                                                              std::span<const std::string> ids) = 0;
    /// The newest version of each row that is not newer than asked, nothing where none is kept.
    virtual Result<std::vector<std::optional<Record>>> versionsAt(std::size_t entity,
                                                                  std::span<const VersionQuery> queries) = 0;
    virtual Result<void> writeRows(std::size_t entity, std::span<const RowWrite> rows) = 0;
    virtual Result<void> writeConflicts(std::span<const ConflictWrite> conflicts) = 0;
    virtual Result<void> writeRejections(const std::string &device, std::span<const Rejection> rejections,
                                         std::int64_t nowMs) = 0;

    /// All rows with stamp in (cursor, clock], at most `limit`; `hasMore` when there are more.
    virtual Result<PullPage> readWindow(std::int64_t cursor, std::size_t limit) = 0;

    /// A conflict of this user, nothing for others'.
    virtual Result<std::optional<StoredConflict>> findConflict(const std::string &id) = 0;
    /// What a person decided; the caller writes the record itself. Errors: Input "unknown_conflict".
    virtual Result<void> markReviewed(const std::string &id, const ConflictDecision &decision) = 0;
    /// @param valuesJson    the columns as overridden
    /// @param previousJson  the same columns as they were before, for the revert
    virtual Result<void> markOverridden(const std::string &id, const ConflictDecision &decision,
                                        const std::string &valuesJson, const std::string &previousJson) = 0;
    virtual Result<void> markReverted(const std::string &id, const ConflictDecision &decision) = 0;
    virtual Result<void> writeAudit(const AuditEntry &entry) = 0;

    /// Removes tombstones with a stamp before `before`, the oldest first, about `most` of each entity, and raises
    /// purgedMs() to the newest of them.
    /// @return how many
    virtual Result<std::int64_t> purgeTombstones(std::int64_t before, std::int64_t most) = 0;

    virtual Result<void> commit() = 0;
};

/// What a request says about its device; kept per user for support.
struct DeviceSeen {
    std::string userId = {};
    std::string email = {};
    std::string name = {};
    std::string deviceId = {};
    std::string deviceName = {};
    std::string deviceModel = {};
    std::int64_t clientTime = 0; ///< ms, 0 when not sent
    std::int64_t pending = -1;   ///< -1 when not sent
    std::int64_t seenAt = 0;
    bool pulled = false;
    bool pushed = false;
    std::int64_t cursor = 0; ///< the stamp that the answer brought it up to, 0 for none
};

/// What belongs to a look at many rows.
struct Snapshot {
    std::int64_t clock = 0; ///< 0 before the user's first contact
    ServerMeta meta;
};

/// The backend's database, in batches. Thread safe. Every key starts with the user.
/// Errors: category Busy ("clock_busy", "pool_exhausted"), Local ("database").
class SyncStore {
public:
    virtual ~SyncStore() = default;

    virtual ServerMeta meta() const = 0;
    /// Locks the user's clock first of all; makes it at the wall clock on first contact.
    virtual Result<std::unique_ptr<UserTransaction>> begin(const std::string &userId) = 0;
    /// Clock and rows of one snapshot. A user's clock row is made before the first snapshot.
    virtual Result<PullPage> pull(const std::string &userId, const PullQuery &query) = 0;
    /// Calls `visit` for each of the user's rows of one entity that is alive, in one snapshot with the clock and a
    /// page at a time, so that memory stays flat. Other calls wait for nothing but the connection it holds.
    virtual Result<Snapshot> scan(const std::string &userId, std::size_t entity,
                                  const std::function<void(const Record &)> &visit) = 0;
    /// Writes a client's own logs, those that are not known yet. One without an answer takes the status of the
    /// server's row about the same request, if there is one: then the request did arrive.
    virtual Result<void> writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device) = 0;
    /// Writes a batch of logs, what they say about devices, and the figures made of them, in one transaction. A log
    /// that is there already changes nothing.
    virtual Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) = 0;
};

} // namespace tidemark::backend
