// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark::ui {

/// How values become text. Models do not see widgets, so pages hand them the window's formatting. Times are
/// milliseconds since 1970-01-01 UTC. All members are set.
struct Formats {
    QString (*duration)(double ms);
    QString (*axisDuration)(double ms);
    QString (*figure)(double value); ///< one digit after the point under 10
    QString (*count)(qint64 n);
    QString (*preciseTime)(qint64 ms);
    QString (*shortTime)(qint64 ms, qint64 nowMs);
    QString (*dateTime)(qint64 ms);
    QString (*utc)(qint64 ms);
    QString (*shortId)(const QString &id);
};

} // namespace tidemark::ui
