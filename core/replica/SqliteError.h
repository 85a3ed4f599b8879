// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>

class QSqlError;

namespace tidemark {

/// An SQLite result code as our error: "not_a_database", "disk_full", "locked", "read_only", else "database".
Error sqliteError(int code, const std::string &message);
Error sqliteError(const QSqlError &error);

} // namespace tidemark
