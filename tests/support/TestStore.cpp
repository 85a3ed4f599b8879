// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestStore.h"

#include "backend/store/PostgresDatabase.h"

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

} // namespace tidemark::test
