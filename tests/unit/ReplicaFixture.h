// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyFile.h"
#include "merge/LocalRow.h"
#include "protocol/PushCodec.h"
#include "replica/Replica.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace tidemark::test {

inline constexpr std::size_t kCaptures = 0;
inline constexpr std::size_t kThoughts = 1;
inline constexpr std::size_t kTodos = 3;

class ManualClock final : public Clock {
public:
    std::int64_t nowMs() const override { return now; }
    std::int64_t steadyUs() const override { return now * 1000; }
    std::int64_t now = 1'750'000'000'000;
};

/// The value, or the end of the test program with the error's code.
template <typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", result.error().code.c_str(), result.error().detail.c_str());
    return std::move(result).value();
}

inline void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s: %s", result.error().code.c_str(), result.error().detail.c_str());
}

/// The error's code, empty for success.
template <typename T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : QByteArray::fromStdString(result.error().code);
}

/// A replica in a folder of its own, with what it needs.
class ReplicaFixture {
public:
    ReplicaFixture() : ids(clock, random), keys(keyPath()) {}

    QString path() const { return dir.filePath(QStringLiteral("replica.db")); }
    QString keyPath() const { return dir.filePath(QStringLiteral("replica.key")); }

    Replica::Config config() { return {path(), &pensieveSchema(), &clock, &ids, &keys, "desk", false}; }

    Replica &open()
    {
        replica = must(Replica::open(config()));
        return *replica;
    }

    /// Closes and opens again: what is not in the file is gone.
    Replica &reopen()
    {
        replica.reset();
        return open();
    }

    /// Runs SQL on the file behind the replica's back; -1 when it fails, else the first column of the first row.
    qint64 sql(const QByteArray &statement)
    {
        sqlite3 *database = nullptr;
        qint64 answer = -1;
        sqlite3_open(path().toUtf8().constData(), &database);
        sqlite3_stmt *prepared = nullptr;
        if (sqlite3_prepare_v2(database, statement.constData(), -1, &prepared, nullptr) == SQLITE_OK) {
            const int code = sqlite3_step(prepared);
            answer = code == SQLITE_ROW ? sqlite3_column_int64(prepared, 0) : code == SQLITE_DONE ? 0 : -1;
        }
        sqlite3_finalize(prepared);
        sqlite3_close(database);
        return answer;
    }

    QTemporaryDir dir;
    ManualClock clock;
    SeededRandom random{7};
    UuidSource ids;
    KeyFile keys;
    std::unique_ptr<Replica> replica;
};

inline std::string id(int number)
{
    return QStringLiteral("00000000-0000-7000-8000-%1").arg(number, 12, 16, QLatin1Char('0')).toStdString();
}

/// A sparse row: `row(kTodos, 1, {{"title", "milk"}})`.
inline Record row(std::size_t entity, int number, std::initializer_list<std::pair<const char *, Value>> values)
{
    const EntitySchema &schema = pensieveSchema().entities[entity];
    Record record = makeRecord(schema, id(number));
    for (const auto &[name, value] : values)
        setColumnValue(record, columnByName(schema, name).value(), value);
    return record;
}

inline Value text(const char *value)
{
    return Value(std::string(value));
}

/// A row as a server sends it.
inline Record remote(std::size_t entity, int number, std::int64_t stamp,
                     std::initializer_list<std::pair<const char *, Value>> values)
{
    Record record = row(entity, number, values);
    record.createdAt = 500;
    record.lastModifiedAt = stamp;
    return record;
}

inline ChangeSet noChanges()
{
    return ChangeSet(pensieveSchema().entities.size());
}

inline ChangeSet changes(std::size_t entity, std::vector<Record> updated, std::vector<std::string> deleted = {})
{
    ChangeSet set = noChanges();
    set[entity] = {std::move(updated), std::move(deleted)};
    return set;
}

/// One whole pull. @return how many rows were written
inline std::size_t pull(Replica &replica, const ChangeSet &set, std::int64_t timestamp,
                        merge::Resolver resolver = merge::Resolver::Server)
{
    const auto transaction = must(replica.beginPull());
    const std::size_t written = must(transaction->apply(set, timestamp, resolver));
    must(transaction->finish(timestamp));
    return written;
}

inline merge::LocalRow found(Replica &replica, std::size_t entity, int number)
{
    auto local = must(replica.find(entity, id(number)));
    if (!local)
        qFatal("no row %d", number);
    return *local;
}

/// A column's value as text, for comparing: "null", numbers as digits.
inline QByteArray cell(const Record &record, std::size_t entity, const char *column)
{
    const Value value = columnValue(record, columnByName(pensieveSchema().entities[entity], column).value());
    if (const auto *string = std::get_if<std::string>(&value))
        return QByteArray::fromStdString(*string);
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return QByteArray::number(static_cast<qlonglong>(*number));
    if (const auto *real = std::get_if<double>(&value))
        return QByteArray::number(*real);
    return "null";
}

inline QByteArray changedNames(const merge::LocalRow &local, std::size_t entity)
{
    return QByteArray::fromStdString(columnNames(pensieveSchema().entities[entity], local.changedColumns()));
}

inline PushRequest request(Replica &replica)
{
    PushRequest sent;
    sent.lastPulledAt = must(replica.meta()).cursor;
    sent.rows = must(replica.outbox({}, 1000, 1'000'000)).rows;
    return sent;
}

inline PushAnswer answer(std::int64_t stamp)
{
    PushAnswer reply;
    reply.changes = noChanges();
    reply.stamp = stamp;
    reply.timestamp = stamp;
    reply.epoch = "e1";
    return reply;
}

/// One todo as pulled at 10, its title then edited from "milk" to "mine".
inline void startWithMilk(ReplicaFixture &fixture)
{
    pull(fixture.open(), changes(kTodos, {remote(kTodos, 1, 10, {{"title", text("milk")}, {"state", text("todo")}})}),
         10);
    must(fixture.replica->update(kTodos, row(kTodos, 1, {{"title", text("mine")}})));
}

/// As a sync does it: what was sent is what the frozen body says.
inline PushRequest freezeAll(Replica &replica)
{
    const std::string body = writePushRequest(replica.schema(), request(replica));
    must(replica.freeze({"key", body}));
    JsonDocument document;
    return must(readPushRequest(replica.schema(), document, body, "u1"));
}

} // namespace tidemark::test
