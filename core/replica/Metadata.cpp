// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Metadata.h"

#include "schema/Ddl.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace tidemark {

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// A binding once made stays: an empty replica takes it, a bound one accepts only its own.
Result<bool> mustTake(const std::string &known, const std::string &given, const Error &mismatch)
{
    if (given.empty() || given == known)
        return false;
    if (!known.empty())
        return mismatch;
    return true;
}

} // namespace

Result<std::string> Metadata::text(const char *key) const
{
    TRY(const QVariant value,
        m_connection.value(QStringLiteral("SELECT value FROM replica_meta WHERE key = ?"), {QLatin1String(key)}));
    return value.toString().toStdString();
}

Result<std::int64_t> Metadata::number(const char *key) const
{
    TRY(const QVariant value,
        m_connection.value(QStringLiteral("SELECT value FROM replica_meta WHERE key = ?"), {QLatin1String(key)}));
    return static_cast<std::int64_t>(value.toLongLong());
}

Result<void> Metadata::set(const char *key, const std::string &value) const
{
    CHECK(m_connection.run(QStringLiteral("INSERT OR REPLACE INTO replica_meta (key, value) VALUES (?, ?)"),
                           {QLatin1String(key), qt(value)}));
    return {};
}

Result<void> Metadata::set(const char *key, std::int64_t value) const
{
    CHECK(m_connection.run(QStringLiteral("INSERT OR REPLACE INTO replica_meta (key, value) VALUES (?, ?)"),
                           {QLatin1String(key), static_cast<qint64>(value)}));
    return {};
}

Result<void> Metadata::remove(const char *key) const
{
    CHECK(m_connection.run(QStringLiteral("DELETE FROM replica_meta WHERE key = ?"), {QLatin1String(key)}));
    return {};
}

Result<ReplicaMeta> Metadata::read() const
{
    TRY(QSqlQuery query, m_connection.run(QStringLiteral("SELECT key, value FROM replica_meta")));
    ReplicaMeta meta;
    while (query.next()) {
        const QString key = query.value(0).toString();
        const QVariant value = query.value(1);
        if (key == QLatin1String("device_id"))
            meta.deviceId = value.toString().toStdString();
        else if (key == QLatin1String("device_name"))
            meta.deviceName = value.toString().toStdString();
        else if (key == QLatin1String("user_id"))
            meta.userId = value.toString().toStdString();
        else if (key == QLatin1String("server_id"))
            meta.serverId = value.toString().toStdString();
        else if (key == QLatin1String("epoch"))
            meta.epoch = value.toString().toStdString();
        else if (key == QLatin1String("cursor"))
            meta.cursor = value.toLongLong();
        else if (key == QLatin1String("refetch"))
            meta.refetch = value.toLongLong() != 0;
    }
    return meta;
}

Result<void> Metadata::bind(const std::string &userId, const std::string &serverId, const std::string &epoch) const
{
    TRY(const ReplicaMeta meta, read());
    TRY(const bool takeUser,
        mustTake(meta.userId, userId, {"other_user", ErrorCategory::Local, "the replica belongs to " + meta.userId}));
    TRY(const bool takeServer,
        mustTake(meta.serverId, serverId,
                 {"other_server", ErrorCategory::Local, "the replica belongs to " + meta.serverId}));
    TRY(const bool takeEpoch,
        mustTake(meta.epoch, epoch,
                 {"epoch_changed", ErrorCategory::Conflict, "the server was restored: epoch " + epoch}));
    if (takeUser)
        CHECK(set("user_id", userId));
    if (takeServer)
        CHECK(set("server_id", serverId));
    if (takeEpoch)
        CHECK(set("epoch", epoch));
    return {};
}

Result<void> Metadata::advanceCursor(std::int64_t timestamp) const
{
    TRY(const std::int64_t cursor, number("cursor"));
    if (timestamp > cursor)
        CHECK(set("cursor", timestamp));
    CHECK(m_connection.run(QStringLiteral("UPDATE sync_metadata SET last_pulled_at = max(last_pulled_at, ?)"),
                           {static_cast<qint64>(timestamp)}));
    return {};
}

Result<void> Metadata::notePush(std::size_t entity, std::int64_t stamp) const
{
    CHECK(m_connection.run(
        QStringLiteral("UPDATE sync_metadata SET last_pushed_at = max(last_pushed_at, ?) WHERE entity = ?"),
        {static_cast<qint64>(stamp), qt(m_schema.entities[entity].name)}));
    return {};
}

Result<void> Metadata::noteResult(SyncResult result, const std::string &error) const
{
    CHECK(m_connection.run(QStringLiteral("UPDATE sync_metadata SET last_sync_status = ?, last_sync_error = ?"),
                           {qt(std::string(syncResultName(result))), qt(error)}));
    return {};
}

Result<std::vector<EntityMeta>> Metadata::entities() const
{
    std::vector<EntityMeta> all;
    for (const EntitySchema &entity : m_schema.entities) {
        TRY(EntityMeta meta, entityMeta(entity));
        all.push_back(std::move(meta));
    }
    return all;
}

Result<EntityMeta> Metadata::entityMeta(const EntitySchema &entity) const
{
    const QString name = qt(entity.name);
    const QString table = qt(quotedName(entity.name));
    EntityMeta meta;
    meta.entity = entity.name;
    TRY(QSqlQuery query,
        m_connection.run(QStringLiteral("SELECT last_pulled_at, last_pushed_at, last_sync_status, last_sync_error "
                                        "FROM sync_metadata WHERE entity = ?"),
                         {name}));
    if (query.next()) {
        meta.lastPulledAt = query.value(0).toLongLong();
        meta.lastPushedAt = query.value(1).toLongLong();
        meta.lastStatus = query.value(2).toString().toStdString();
        meta.lastError = query.value(3).toString().toStdString();
    }
    TRY(const QVariant rows,
        m_connection.value(QStringLiteral("SELECT count(*) FROM %1 WHERE _status = 'active'").arg(table)));
    TRY(const QVariant pending,
        m_connection.value(
            QStringLiteral("SELECT count(*) FROM %1 AS e WHERE _changed = 1 AND NOT EXISTS "
                           "(SELECT 1 FROM rejected_records r WHERE r.entity = ? AND r.record_id = e.id)")
                .arg(table),
            {name}));
    TRY(const QVariant rejected,
        m_connection.value(QStringLiteral("SELECT count(*) FROM rejected_records WHERE entity = ?"), {name}));
    meta.rows = rows.toLongLong();
    meta.pending = pending.toLongLong();
    meta.rejected = rejected.toLongLong();
    return meta;
}

Result<std::optional<KeyRecord>> Metadata::keys() const
{
    TRY(QSqlQuery query,
        m_connection.run(
            QStringLiteral("SELECT key, value FROM replica_meta "
                           "WHERE key IN ('data_key', 'next_data_key', 'key_source', 'key_parameters')")));
    KeyRecord keys;
    while (query.next()) {
        const QString key = query.value(0).toString();
        const QVariant value = query.value(1);
        if (key == QLatin1String("data_key"))
            keys.wrapped = value.toByteArray().toStdString();
        else if (key == QLatin1String("next_data_key"))
            keys.nextWrapped = value.toByteArray().toStdString();
        else if (key == QLatin1String("key_source"))
            keys.source = value.toString().toStdString();
        else
            keys.parameters = value.toString().toStdString();
    }
    return keys.wrapped.empty() ? std::optional<KeyRecord>() : std::optional(std::move(keys));
}

Result<void> Metadata::setKeys(const KeyRecord &keys) const
{
    const auto setBlob = [&](const char *key, const std::string &bytes) {
        return m_connection.run(QStringLiteral("INSERT OR REPLACE INTO replica_meta (key, value) VALUES (?, ?)"),
                                {QLatin1String(key), QByteArray::fromStdString(bytes)});
    };
    CHECK(setBlob("data_key", keys.wrapped));
    CHECK(remove("next_data_key"));
    if (!keys.nextWrapped.empty())
        CHECK(setBlob("next_data_key", keys.nextWrapped));
    CHECK(set("key_source", keys.source));
    return set("key_parameters", keys.parameters);
}

} // namespace tidemark
