// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestStore.h"

#include "backend/store/PostgresDatabase.h"
#include "backend/store/SqliteDatabase.h"

#include <QFile>
#include <QUuid>

namespace tidemark::test {

bool onPostgres()
{
    return qEnvironmentVariableIsSet("TIDEMARK_TEST_POSTGRES");
}

std::string newStore()
{
    if (!onPostgres())
        return ":memory:";
    QFile file(qEnvironmentVariable("TIDEMARK_TEST_POSTGRES"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no cluster: %s", qPrintable(file.errorString()));
    const std::string url = file.readAll().trimmed().toStdString();
    const std::string schema = "t" + QUuid::createUuid().toString(QUuid::Id128).toStdString();
    auto database = backend::PostgresDatabase::open(url);
    const auto made = database ? (*database)->execute("CREATE SCHEMA " + schema) : Result<void>(database.error());
    if (!made)
        qFatal("no schema: %s", made.error().detail.c_str());
    return url + "&options=-csearch_path%3D" + schema;
}

PlainSql::PlainSql(const std::string &location)
{
    auto opened = location.starts_with("postgresql://") ? backend::PostgresDatabase::open(location)
                                                        : backend::SqliteDatabase::open(location);
    if (!opened)
        qFatal("no connection: %s", opened.error().detail.c_str());
    m_database = std::move(*opened);
}

namespace {

QString textOf(const Error &error)
{
    return QString::fromStdString(error.code + ": " + error.detail);
}

} // namespace

QString PlainSql::run(const std::string &sql)
{
    const auto done = m_database->execute(sql);
    return done ? QString() : textOf(done.error());
}

QString PlainSql::cell(const std::string &sql)
{
    auto statement = m_database->prepare(sql);
    if (!statement)
        return textOf(statement.error());
    const auto found = statement->step();
    if (!found)
        return textOf(found.error());
    if (!*found)
        return {};
    return statement->isNull(0) ? QStringLiteral("NULL") : QString::fromStdString(statement->text(0));
}

} // namespace tidemark::test
