// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/Journal.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace tidemark {

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

QVariant number(std::int64_t value)
{
    return QVariant(static_cast<qint64>(value));
}

std::string text(const QSqlQuery &query, int column)
{
    return query.value(column).toString().toStdString();
}

QVariant limited(std::size_t limit)
{
    return QVariant(static_cast<qint64>(std::min<std::size_t>(limit, INT64_MAX)));
}

QString joined(const std::vector<std::string> &names)
{
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ",") + name;
    return qt(list);
}

std::vector<std::string> split(const QString &names)
{
    std::vector<std::string> list;
    for (const QString &name : names.split(QLatin1Char(','), Qt::SkipEmptyParts))
        list.push_back(name.toStdString());
    return list;
}

Error tampered(const std::string &where)
{
    return Error{"tampered", ErrorCategory::Local, where};
}

QVariant blob(const std::string &bytes)
{
    return QVariant(QByteArray::fromStdString(bytes));
}

bool isBlob(const QVariant &cell)
{
    return cell.metaType().id() == QMetaType::QByteArray;
}

} // namespace

Result<void> Journal::appendLog(const SyncLogEntry &entry) const
{
    // A row is written when its sync starts and again when it ends.
    CHECK(m_connection.run(
        QStringLiteral(
            "INSERT INTO sync_log (id, sync_id, attempt, user_id, device_id, device_name, type, source, started_at, "
            "duration_ms, result, status, error_code, error_detail, request_id, pulled, pushed, conflicts, bytes_in, "
            "bytes_out, phases) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
            "duration_ms = excluded.duration_ms, result = excluded.result, status = excluded.status, "
            "error_code = excluded.error_code, error_detail = excluded.error_detail, request_id = "
            "excluded.request_id, "
            "pulled = excluded.pulled, pushed = excluded.pushed, conflicts = excluded.conflicts, "
            "bytes_in = excluded.bytes_in, bytes_out = excluded.bytes_out, phases = excluded.phases, "
            "attempt = excluded.attempt, user_id = excluded.user_id"),
        {qt(entry.id),
         qt(entry.syncId),
         entry.attempt,
         qt(entry.userId),
         qt(entry.deviceId),
         qt(entry.deviceName),
         qt(entry.type),
         qt(entry.source),
         number(entry.startedAt),
         entry.durationMs,
         qt(std::string(syncResultName(entry.result))),
         entry.status,
         qt(entry.errorCode),
         qt(entry.errorDetail),
         qt(entry.requestId),
         number(entry.pulled),
         number(entry.pushed),
         number(entry.conflicts),
         number(entry.bytesIn),
         number(entry.bytesOut),
         qt(phasesToJson(entry.phases))}));
    return {};
}

Result<std::vector<SyncLogEntry>> Journal::log(std::size_t limit) const
{
    TRY(QSqlQuery query,
        m_connection.run(
            QStringLiteral(
                "SELECT id, sync_id, attempt, user_id, device_id, device_name, type, source, started_at, "
                "duration_ms, result, status, error_code, error_detail, request_id, pulled, pushed, conflicts, "
                "bytes_in, bytes_out, phases FROM sync_log ORDER BY started_at DESC, rowid DESC LIMIT ?"),
            {limited(limit)}));
    std::vector<SyncLogEntry> entries;
    while (query.next()) {
        SyncLogEntry entry;
        entry.id = text(query, 0);
        entry.syncId = text(query, 1);
        entry.attempt = query.value(2).toInt();
        entry.userId = text(query, 3);
        entry.deviceId = text(query, 4);
        entry.deviceName = text(query, 5);
        entry.type = text(query, 6);
        entry.source = text(query, 7);
        entry.startedAt = query.value(8).toLongLong();
        entry.durationMs = query.value(9).toDouble();
        entry.result = syncResultFromName(text(query, 10));
        entry.status = query.value(11).toInt();
        entry.errorCode = text(query, 12);
        entry.errorDetail = text(query, 13);
        entry.requestId = text(query, 14);
        entry.pulled = query.value(15).toLongLong();
        entry.pushed = query.value(16).toLongLong();
        entry.conflicts = query.value(17).toLongLong();
        entry.bytesIn = query.value(18).toLongLong();
        entry.bytesOut = query.value(19).toLongLong();
        entry.phases = phasesFromJson(text(query, 20));
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool Journal::holdsSensitive(const LocalConflict &conflict) const
{
    const auto entity = m_schema.entityIndex(conflict.entity);
    return entity && std::any_of(conflict.columns.begin(), conflict.columns.end(), [&](const std::string &name) {
               const auto column = m_schema.entities[*entity].columnIndex(name);
               return column && m_schema.entities[*entity].columns[*column].sensitive;
           });
}

Result<QVariant> Journal::side(const LocalConflict &conflict, std::string_view name, const std::string &json) const
{
    if (!holdsSensitive(conflict))
        return QVariant(qt(json));
    TRY(const std::string sealed, m_vault.seal("local_conflicts", name, conflict.id, json));
    return blob(sealed);
}

Result<std::string> Journal::openSide(const LocalConflict &conflict, std::string_view name,
                                      const QVariant &cell) const
{
    if (isBlob(cell))
        return m_vault.open("local_conflicts", name, conflict.id, cell.toByteArray().toStdString());
    if (holdsSensitive(conflict))
        return tampered("local_conflicts." + std::string(name) + " of " + conflict.id);
    return cell.toString().toStdString();
}

Result<void> Journal::addConflict(const LocalConflict &conflict) const
{
    TRY(const QVariant base, side(conflict, "base", conflict.baseJson));
    TRY(const QVariant mine, side(conflict, "mine", conflict.mineJson));
    TRY(const QVariant theirs, side(conflict, "theirs", conflict.theirsJson));
    TRY(const QVariant result, side(conflict, "result", conflict.resultJson));
    CHECK(m_connection.run(
        QStringLiteral("INSERT OR REPLACE INTO local_conflicts (id, entity, record_id, type, policy, columns, base, "
                       "mine, theirs, result, at, critical) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"),
        {qt(conflict.id), qt(conflict.entity), qt(conflict.recordId), qt(conflict.type), qt(conflict.policy),
         joined(conflict.columns), base, mine, theirs, result, number(conflict.at), conflict.critical}));
    return {};
}

Result<std::vector<LocalConflict>> Journal::conflicts(std::size_t limit) const
{
    TRY(QSqlQuery query,
        m_connection.run(
            QStringLiteral("SELECT id, entity, record_id, type, policy, columns, base, mine, theirs, result, "
                           "at, critical FROM local_conflicts ORDER BY at DESC, rowid DESC LIMIT ?"),
            {limited(limit)}));
    std::vector<LocalConflict> all;
    while (query.next()) {
        LocalConflict conflict;
        conflict.id = text(query, 0);
        conflict.entity = text(query, 1);
        conflict.recordId = text(query, 2);
        conflict.type = text(query, 3);
        conflict.policy = text(query, 4);
        conflict.columns = split(query.value(5).toString());
        TRY(conflict.baseJson, openSide(conflict, "base", query.value(6)));
        TRY(conflict.mineJson, openSide(conflict, "mine", query.value(7)));
        TRY(conflict.theirsJson, openSide(conflict, "theirs", query.value(8)));
        TRY(conflict.resultJson, openSide(conflict, "result", query.value(9)));
        conflict.at = query.value(10).toLongLong();
        conflict.critical = query.value(11).toBool();
        all.push_back(std::move(conflict));
    }
    return all;
}

Result<void> Journal::setAside(const RejectedRecord &record) const
{
    CHECK(m_connection.run(
        QStringLiteral(
            "INSERT OR REPLACE INTO rejected_records (entity, record_id, code, message, at) VALUES (?,?,?,?,?)"),
        {qt(record.entity), qt(record.recordId), qt(record.code), qt(record.message), number(record.at)}));
    return {};
}

Result<void> Journal::readmit(const std::string &entity, const std::string &recordId) const
{
    CHECK(m_connection.run(QStringLiteral("DELETE FROM rejected_records WHERE entity = ? AND record_id = ?"),
                           {qt(entity), qt(recordId)}));
    return {};
}

Result<std::vector<RejectedRecord>> Journal::rejected() const
{
    TRY(QSqlQuery query,
        m_connection.run(QStringLiteral("SELECT entity, record_id, code, message, at FROM rejected_records "
                                        "ORDER BY at DESC, entity, record_id")));
    std::vector<RejectedRecord> all;
    while (query.next())
        all.push_back({text(query, 0), text(query, 1), text(query, 2), text(query, 3), query.value(4).toLongLong()});
    return all;
}

/// Every member of a body stands as `"name":`; inside of text the quotes are escaped.
bool Journal::namesSensitive(std::string_view body) const
{
    for (const EntitySchema &entity : m_schema.entities) {
        for (const Column &column : entity.columns) {
            if (column.sensitive && body.find('"' + column.name + "\":") != std::string_view::npos)
                return true;
        }
    }
    return false;
}

Result<void> Journal::freeze(const FrozenBatch &batch) const
{
    QVariant body = qt(batch.body);
    if (m_vault.isOpen() || namesSensitive(batch.body)) {
        TRY(const std::string sealed, m_vault.seal("frozen_batch", "body", batch.key, batch.body));
        body = blob(sealed);
    }
    CHECK(m_connection.run(
        QStringLiteral("INSERT OR REPLACE INTO frozen_batch (id, idempotency_key, body) VALUES (1, ?, ?)"),
        {qt(batch.key), body}));
    return {};
}

Result<std::optional<FrozenBatch>> Journal::frozen() const
{
    TRY(QSqlQuery query, m_connection.run(QStringLiteral("SELECT idempotency_key, body FROM frozen_batch")));
    if (!query.next())
        return std::optional<FrozenBatch>();
    FrozenBatch batch;
    batch.key = text(query, 0);
    const QVariant body = query.value(1);
    if (isBlob(body)) {
        TRY(batch.body, m_vault.open("frozen_batch", "body", batch.key, body.toByteArray().toStdString()));
    } else {
        batch.body = body.toString().toStdString();
        if (namesSensitive(batch.body))
            return tampered("frozen_batch");
    }
    return std::optional(std::move(batch));
}

Result<bool> Journal::isFrozen() const
{
    TRY(const QVariant count, m_connection.value(QStringLiteral("SELECT count(*) FROM frozen_batch")));
    return count.toInt() != 0;
}

Result<void> Journal::thaw() const
{
    CHECK(m_connection.run(QStringLiteral("DELETE FROM frozen_batch")));
    return {};
}

Result<void> Journal::sealAnew() const
{
    CHECK(sealAnew("frozen_batch", "idempotency_key", {"body"}));
    return sealAnew("local_conflicts", "id", {"base", "mine", "theirs", "result"});
}

Result<void> Journal::sealAnew(const char *table, const char *key, const std::vector<const char *> &columns) const
{
    for (const char *column : columns) {
        const auto sql = [&](const char *pattern) {
            return QLatin1String(pattern).arg(QLatin1String(table), QLatin1String(key), QLatin1String(column));
        };
        TRY(QSqlQuery cells, m_connection.run(sql("SELECT %2, %3 FROM %1 WHERE typeof(%3) = 'blob'")));
        std::vector<std::pair<QVariant, std::string>> sealed;
        while (cells.next())
            sealed.emplace_back(cells.value(0), cells.value(1).toByteArray().toStdString());
        for (const auto &[id, cell] : sealed) {
            TRY(const auto fresh, m_vault.sealAnew(table, column, id.toString().toStdString(), cell));
            if (fresh)
                CHECK(m_connection.run(sql("UPDATE %1 SET %3 = ? WHERE %2 = ?"), {blob(*fresh), id}));
        }
    }
    return {};
}

} // namespace tidemark
