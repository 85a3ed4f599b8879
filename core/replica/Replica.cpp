// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Replica.h"

#include "replica/Acknowledge.h"
#include "replica/Damage.h"
#include "replica/EpochChange.h"
#include "replica/Migrations.h"
#include "replica/Outbox.h"
#include "replica/PullApply.h"
#include "replica/RecordStore.h"
#include "replica/ReplicaParts.h"
#include "replica/Rotation.h"

namespace tidemark {

struct Replica::Impl : ReplicaParts {
    using ReplicaParts::ReplicaParts;
    RecordStore store{*this};
};

namespace {

/// A new replica is a new device; its name may change later.
Result<void> nameDevice(ReplicaParts &parts, const std::string &deviceName)
{
    TRY(const ReplicaMeta meta, parts.metadata.read());
    const bool rename = !deviceName.empty() && deviceName != meta.deviceName;
    if (!meta.deviceId.empty() && !rename)
        return {};
    return inTransaction(parts, [&]() -> Result<void> {
        if (meta.deviceId.empty())
            CHECK(parts.metadata.set("device_id", parts.ids.next()));
        return rename ? parts.metadata.set("device_name", deviceName) : Result<void>();
    });
}

} // namespace

Replica::Replica(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(const Config &config)
{
    TRY(auto connection, Connection::open(config.path, config.readOnly));
    CHECK(config.readOnly ? checkMigrated(*connection, *config.schema) : migrate(*connection, *config.schema));
    auto impl = std::make_unique<Impl>(config, std::move(connection));
    for (const EntitySchema &entity : config.schema->entities) {
        TRY(auto table, RowTable::open(entity, impl->connection->handle(), impl->vault));
        impl->tables.push_back(std::move(table));
    }
    if (!config.readOnly)
        CHECK(nameDevice(*impl, config.deviceName));
    return std::unique_ptr<Replica>(new Replica(std::move(impl)));
}

const Schema &Replica::schema() const
{
    return m->schema;
}

std::string Replica::lockPath() const
{
    return m->lockPath;
}

Result<std::string> Replica::insert(std::size_t entity, Record record)
{
    return m->store.insert(entity, std::move(record));
}

Result<void> Replica::update(std::size_t entity, const Record &edit)
{
    return m->store.update(entity, edit);
}

Result<std::vector<std::string>> Replica::put(std::size_t entity, std::vector<Record> rows)
{
    return m->store.put(entity, std::move(rows));
}

Result<void> Replica::remove(std::size_t entity, const std::string &id)
{
    return m->store.setStatus(entity, id, Status::Deleted);
}

Result<void> Replica::restore(std::size_t entity, const std::string &id)
{
    return m->store.setStatus(entity, id, Status::Active);
}

Result<std::optional<merge::LocalRow>> Replica::find(std::size_t entity, const std::string &id)
{
    return m->tables[entity]->find(id);
}

Result<std::vector<merge::LocalRow>> Replica::list(std::size_t entity, const ListQuery &query)
{
    return m->store.list(entity, query);
}

Result<std::size_t> Replica::count(std::size_t entity, const ListQuery &query)
{
    return m->store.count(entity, query);
}

Result<ReplicaMeta> Replica::meta()
{
    return m->metadata.read();
}

Result<void> Replica::bind(const std::string &userId, const std::string &serverId, const std::string &epoch)
{
    return inTransaction(*m, [&] { return m->metadata.bind(userId, serverId, epoch); });
}

Result<std::size_t> Replica::adoptEpoch(const std::string &epoch, std::int64_t restoredTo)
{
    return inTransaction(*m, [&] { return offerAgain(*m, epoch, restoredTo); });
}

Result<std::unique_ptr<Replica::PullTransaction>> Replica::beginPull(PullKind kind)
{
    return PullApply::begin(*m, kind);
}

Result<OutboxBatch> Replica::outbox(const OutboxPosition &from, std::size_t maxRows, std::size_t maxBytes)
{
    return readOutbox(*m, from, maxRows, maxBytes);
}

Result<void> Replica::freeze(const FrozenBatch &batch)
{
    return inTransaction(*m, [&] { return m->journal.freeze(batch); });
}

Result<std::optional<FrozenBatch>> Replica::frozen()
{
    return m->journal.frozen();
}

Result<void> Replica::thaw()
{
    return inTransaction(*m, [&] { return m->journal.thaw(); });
}

Result<std::size_t> Replica::acknowledge(const PushRequest &sent, const PushAnswer &answer)
{
    return inTransaction(*m, [&]() -> Result<std::size_t> {
        TRY(const bool pending, m->journal.isFrozen());
        if (!pending)
            return std::size_t{0};
        TRY(const std::size_t news, takeAnswer(*m, sent, answer));
        CHECK(m->journal.thaw());
        return news;
    });
}

Result<void> Replica::recordResult(SyncResult result, const std::string &error)
{
    return inTransaction(*m, [&] { return m->metadata.noteResult(result, error); });
}

Result<std::vector<EntityMeta>> Replica::entityMeta()
{
    return m->metadata.entities();
}

Result<std::vector<RejectedRecord>> Replica::rejected()
{
    return m->journal.rejected();
}

Result<void> Replica::appendLog(const SyncLogEntry &entry)
{
    return inTransaction(*m, [&] { return m->journal.appendLog(entry); });
}

Result<std::vector<SyncLogEntry>> Replica::log(std::size_t limit)
{
    return m->journal.log(limit);
}

Result<std::vector<LocalConflict>> Replica::conflicts(std::size_t limit)
{
    return m->journal.conflicts(limit);
}

Result<KeyState> Replica::keyState()
{
    TRY(const auto keys, m->metadata.keys());
    return keys ? KeyState{keys->source, !keys->nextWrapped.empty()} : KeyState{};
}

Result<std::vector<DamagedRow>> Replica::damaged()
{
    return findDamage(*m);
}

Result<Replica::RotationStep> Replica::rotateKey(std::size_t maxRows)
{
    auto step = inTransaction(*m, [&] { return rotationStep(*m, maxRows); });
    if (step && step->finished)
        CHECK(m->connection->emptyWal());
    return step;
}

Result<void> Replica::rewrapKey(KeyStore &to)
{
    CHECK(inTransaction(*m, [&] { return m->vault.rewrap(to); }));
    return m->connection->emptyWal();
}

Result<Replica::RetryState> Replica::retryState()
{
    TRY(const std::int64_t attempt, m->metadata.number("retry_attempt"));
    TRY(const std::int64_t notBefore, m->metadata.number("retry_not_before"));
    return RetryState{static_cast<int>(attempt), notBefore};
}

Result<void> Replica::setRetryState(const RetryState &state)
{
    return inTransaction(*m, [&]() -> Result<void> {
        CHECK(m->metadata.set("retry_attempt", state.attempt));
        return m->metadata.set("retry_not_before", state.notBefore);
    });
}

} // namespace tidemark
