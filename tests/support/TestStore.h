// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"

#include <QString>

#include <memory>
#include <string>

namespace tidemark::test {

/// True when this run of the test is the one on PostgreSQL: TIDEMARK_TEST_POSTGRES names a file with the URL of a
/// cluster.
bool onPostgres();

/// Where a new, empty store can be opened: ":memory:", or an own schema in the cluster. Fatal when there is no
/// cluster.
std::string newStore();

/// A connection past the store, as another program has one: what it writes into PostgreSQL is stamped by triggers.
class PlainSql {
public:
    /// Fatal when the location cannot be opened.
    explicit PlainSql(const std::string &location);

    /// Any number of statements. Empty when done, else the error's code and detail.
    QString run(const std::string &sql);
    /// The first row's first cell, NULL as "NULL", empty without a row; the error when there is one.
    QString cell(const std::string &sql);

private:
    std::unique_ptr<backend::Database> m_database;
};

} // namespace tidemark::test
