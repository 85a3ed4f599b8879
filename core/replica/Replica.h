// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "base/Uuid.h"
#include "merge/LocalRow.h"
#include "merge/PlanPull.h"
#include "protocol/SyncLog.h"

#include <QSqlDatabase>
#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

class ColumnCipher;
class KeyStore;

/// What a replica is bound to, and how far it has pulled.
struct ReplicaMeta {
    std::string deviceId;
    std::string deviceName;
    std::string userId;   ///< empty until the first sync
    std::string serverId; ///< empty until the first sync; the account key for backends without server_id
    std::string epoch;
    std::int64_t cursor = 0; ///< last_pulled_at; one for all entities, because one answer covers them all
    bool refetch = false;    ///< the schema gained columns: one pull from 0 has to fetch them
};

/// One entity's row of sync_metadata, for people.
struct EntityMeta {
    std::string entity;
    std::int64_t lastPulledAt = 0;
    std::int64_t lastPushedAt = 0;
    std::string lastStatus; ///< SyncResult name, empty before the first sync
    std::string lastError;
    std::int64_t rows = 0;     ///< alive
    std::int64_t pending = 0;  ///< dirty, and not set aside
    std::int64_t rejected = 0; ///< set aside: the server refused them
};

/// A push that was sent and not yet acknowledged: exactly the bytes, so that a retry is the same request.
struct FrozenBatch {
    std::string key;  ///< Idempotency-Key
    std::string body; ///< sealed at rest
};

/// A record the server refused, kept out of pushes until it is edited again.
struct RejectedRecord {
    std::string entity;
    std::string recordId;
    std::string code;
    std::string message;
    std::int64_t at = 0;
};

/// A conflict as this device knows it: one the server told us of, or one resolved here.
struct LocalConflict {
    std::string id;
    std::string entity;
    std::string recordId;
    std::string type;
    std::string policy;
    std::vector<std::string> columns;
    std::string baseJson; ///< sealed at rest; objects of the conflicting columns, "null" when not known
    std::string mineJson;
    std::string theirsJson;
    std::string resultJson;
    std::int64_t at = 0;
    bool critical = false; ///< a value of mine lost, or a delete won over my edit
};

/// A row whose sealed values were changed, or exchanged with others, outside of this program.
struct DamagedRow {
    std::string entity;
    std::string recordId;
    std::string columns; ///< names, separated by commas
};

/// Where the replica's data key is.
struct KeyState {
    std::string source; ///< "file", "keychain" or "passphrase"; empty while nothing is sealed
    bool rotating = false;
};

/// Where push batches have got to within one cycle.
struct OutboxPosition {
    std::size_t entity = 0;
    std::int64_t rowid = 0;
};

struct OutboxBatch {
    std::vector<std::vector<PushedRow>> rows; ///< by schema entity index
    std::size_t count = 0;
    OutboxPosition next;
    std::optional<Error> damaged; ///< a row that was left out, because it was tampered with; the first of them
};

struct ListQuery {
    bool changedOnly = false;
    bool withDeleted = false;
    std::string text; ///< substring of any plain text column, empty for all
    std::size_t limit = 1000;
    std::size_t offset = 0;
};

/// The client's SQLite: rows with their edits, cursor, outbox, sync log and conflicts. It belongs to one user of one
/// server. Lives on the thread that opened it (other threads open a read-only one of their own on the same file).
/// Every writing method is one transaction. Errors: category Local ("not_a_database", "disk_full", "database",
/// "key_missing", "key_invalid", "key_locked", "key_unavailable", "key_elsewhere", "key_wrong", "tampered",
/// "replica_newer", "locked", "read_only"), Input
/// ("unknown_record", "record_exists", "record_deleted", "invalid_value").
class Replica {
public:
    struct Config {
        QString path; ///< ":memory:" for none
        const Schema *schema = nullptr;
        Clock *clock = nullptr;
        IdSource *ids = nullptr;
        KeyStore *keys = nullptr; ///< asked for the wrapping key when something sealed is read or written
        std::string deviceName;
        bool readOnly = false;
    };

    static Result<std::unique_ptr<Replica>> open(const Config &config);
    ~Replica();

    const Schema &schema() const;
    /// The file one cycle at a time is locked by, across processes; empty for ":memory:".
    std::string lockPath() const;

    // --- records (RecordStore) ---
    /// @param record  `present` says which columns are given; an empty id gets a UUIDv7
    /// Errors: "record_exists", "invalid_value".
    Result<std::string> insert(std::size_t entity, Record record);
    /// Errors: "unknown_record", "record_deleted", "invalid_value".
    Result<void> update(std::size_t entity, const Record &edit);
    /// Inserts rows with unknown ids and edits the others: all of them or none.
    /// @return the ids, in order
    Result<std::vector<std::string>> put(std::size_t entity, std::vector<Record> rows);
    Result<void> remove(std::size_t entity, const std::string &id);
    Result<void> restore(std::size_t entity, const std::string &id);
    Result<std::optional<merge::LocalRow>> find(std::size_t entity, const std::string &id);
    /// Damaged rows are among them. Every other method answers "tampered" when its row is one.
    Result<std::vector<merge::LocalRow>> list(std::size_t entity, const ListQuery &query);
    Result<std::size_t> count(std::size_t entity, const ListQuery &query);

    // --- what a sync needs ---
    Result<ReplicaMeta> meta();
    /// Takes user, server and epoch when it has none yet; empty ones are not compared.
    /// Errors: Local "other_user", "other_server"; Conflict "epoch_changed".
    Result<void> bind(const std::string &userId, const std::string &serverId, const std::string &epoch);
    /// After `epoch_changed`: the server lost what it stamped after `restoredTo`. Offers rows and tombstones newer
    /// than that again as edits, moves the cursor back to it, drops the frozen batch and takes the new epoch.
    /// @return how many rows are offered
    Result<std::size_t> adoptEpoch(const std::string &epoch, std::int64_t restoredTo);
    /// A pull of what is new, or of everything from 0: then the pages and those of a follow-up pull come in one
    /// transaction, and at its end rows that the server lacks are deleted; edits of such rows become local conflicts.
    enum class PullKind : std::uint8_t { Window, Whole };
    /// Applies whole answers and moves the cursor, in one transaction: begin, any number of pages, finish.
    /// Leaving it unfinished rolls back. While it is open every other writing method answers "locked".
    class PullTransaction;
    Result<std::unique_ptr<PullTransaction>> beginPull(PullKind kind = PullKind::Window);
    /// Dirty rows from `from` on, without those set aside and damaged ones.
    Result<OutboxBatch> outbox(const OutboxPosition &from, std::size_t maxRows, std::size_t maxBytes);
    Result<void> freeze(const FrozenBatch &batch);
    Result<std::optional<FrozenBatch>> frozen();
    /// Drops the frozen batch without an acknowledgement: its rows are dirty as before. After 4xx that will not
    /// change.
    Result<void> thaw();
    /// Acknowledges the frozen batch: rows, rejections, conflicts, other changes, cursor (when the answer covers its
    /// window) and the batch's end, in one transaction. Without a frozen batch it was done before, and does nothing.
    /// @return how many rows of `answer.changes` were news
    Result<std::size_t> acknowledge(const PushRequest &sent, const PushAnswer &answer);
    Result<void> recordResult(SyncResult result, const std::string &error);

    Result<std::vector<EntityMeta>> entityMeta();
    Result<std::vector<RejectedRecord>> rejected();
    Result<void> appendLog(const SyncLogEntry &entry);
    Result<std::vector<SyncLogEntry>> log(std::size_t limit);
    Result<std::vector<LocalConflict>> conflicts(std::size_t limit);

    // --- the data key ---
    Result<KeyState> keyState();
    /// Opens everything that is sealed. Errors: those of the key.
    Result<std::vector<DamagedRow>> damaged();
    /// Goes on replacing the data key, or begins to: seals at most `maxRows` rows anew, in one transaction. Until all
    /// are, both keys are known, and everything else works as ever; it may be interrupted at any point, and be
    /// continued by another process. Damaged rows stay as they are, and stay damaged.
    struct RotationStep {
        bool finished = false;
        std::size_t sealed = 0; ///< rows
    };
    Result<RotationStep> rotateKey(std::size_t maxRows);
    /// Wraps the data key with a new key of `to`; a replica is opened with that from now on. No row is rewritten.
    /// Errors: those of both keys; "key_missing" while nothing is sealed.
    Result<void> rewrapKey(KeyStore &to);

    /// Retry state that survives a restart; 0 when none.
    struct RetryState {
        int attempt = 0;
        std::int64_t notBefore = 0;
    };
    Result<RetryState> retryState();
    Result<void> setRetryState(const RetryState &state);

private:
    struct Impl;
    explicit Replica(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

class Replica::PullTransaction {
public:
    virtual ~PullTransaction() = default;
    /// @return how many rows were written
    virtual Result<std::size_t> apply(const ChangeSet &changes, std::int64_t timestamp, merge::Resolver resolver) = 0;
    /// Moves the cursor (never back) and commits.
    virtual Result<void> finish(std::int64_t timestamp) = 0;
};

} // namespace tidemark
