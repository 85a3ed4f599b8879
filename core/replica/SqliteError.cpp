// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/SqliteError.h"

#include <QSqlError>

#include <sqlite3.h>

namespace tidemark {

Error sqliteError(int code, const std::string &message)
{
    const char *name = "database";
    switch (code & 0xFF) { // the low byte is the primary code
    case SQLITE_NOTADB: name = "not_a_database"; break;
    case SQLITE_FULL: name = "disk_full"; break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: name = "locked"; break;
    case SQLITE_READONLY: name = "read_only"; break;
    default: break;
    }
    return Error{name, ErrorCategory::Local, message};
}

Error sqliteError(const QSqlError &error)
{
    return sqliteError(error.nativeErrorCode().toInt(), error.text().toStdString());
}

} // namespace tidemark
