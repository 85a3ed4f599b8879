// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Numbers, times and sizes as people read them, in the current QLocale and translation. Times are milliseconds
/// since 1970-01-01 UTC and shown in the local zone. GUI thread only.
namespace tidemark::ui::format {

/// "0.4 ms" under 10 ms, "2,841 ms" under 10 s, "30.0 s" under a minute, then "2 min 58 s", "3 h 20 min", "12 d 4 h".
/// Unknown (< 0) is "–".
QString duration(double ms);
/// A measured number without its unit: "0.4" under 10, else whole.
QString figure(double value);
/// For axes, where values are round: "50 ms", "1 s", "2.5 s", "5 min".
QString axisDuration(double ms);
/// A wait in whole seconds: "3 s", then like duration().
QString countdown(qint64 ms);
/// "1,204"; unknown (< 0) is "–".
QString count(qint64 n);
/// "187 B", "38.2 kB", "41.0 MB", in steps of 1000.
QString bytes(qint64 n);
/// \a share 0 … 1 as "98.6 %".
QString percent(double share);

/// "12:16:42"
QString timeOfDay(qint64 ms);
/// "12:04"
QString hourAndMinute(qint64 ms);
/// "09:59:37.650"
QString preciseTime(qint64 ms);
/// "9 Mar"
QString day(qint64 ms);
/// "10 Mar 2026 09:58:12.406"
QString dateTime(qint64 ms);
/// "11:58:02" on the day of \a nowMs, "9 Mar" in its year, "3 Nov 2025" before.
QString shortTime(qint64 ms, qint64 nowMs);
/// For tooltips beside a local time: "2026-03-10 08:58:12.406 UTC".
QString utc(qint64 ms);
/// "12:18:40 CET", for the clock of the window.
QString clock(qint64 ms);
/// "Since 12:14" style texts take this: time of day today, day before that.
QString since(qint64 ms, qint64 nowMs);

/// "b7d0…4c1e": the ends of an id, enough to recognise it; the whole belongs into the tooltip.
QString shortId(const QString &id);

} // namespace tidemark::ui::format
