// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace tidemark::ui::format {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day_ = 24 * hour;

QString unknown()
{
    return QStringLiteral("–");
}

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QDateTime local(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

QString local(qint64 ms, const QString &pattern)
{
    return QLocale().toString(local(ms), pattern);
}

} // namespace

QString duration(double exact)
{
    const qint64 ms = std::llround(exact);
    if (exact < 0)
        return unknown();
    if (exact > 0 && exact < 0.005)
        return Text::tr("< %1 ms", "milliseconds").arg(number(0.01, 2));
    if (exact < 10)
        return Text::tr("%1 ms", "milliseconds").arg(figure(exact));
    if (ms < 10 * second)
        return Text::tr("%1 ms", "milliseconds").arg(count(ms));
    if (ms < minute)
        return Text::tr("%1 s", "seconds").arg(number(static_cast<double>(ms) / second, 1));
    if (ms < hour)
        return Text::tr("%1 min %2 s", "minutes, seconds").arg(ms / minute).arg(ms % minute / second);
    if (ms < day_)
        return Text::tr("%1 h %2 min", "hours, minutes").arg(ms / hour).arg(ms % hour / minute);
    return Text::tr("%1 d %2 h", "days, hours").arg(count(ms / day_)).arg(ms % day_ / hour);
}

QString figure(double value)
{
    if (value < 10)
        return number(value, value == std::floor(value) ? 0 : value < 1 ? 2 : 1);
    return count(std::llround(value));
}

QString axisDuration(double exact)
{
    if (exact < 1)
        return Text::tr("%1 ms", "milliseconds").arg(number(exact, exact < 0.1 ? 2 : 1));
    const qint64 ms = std::llround(exact);
    if (ms < second)
        return Text::tr("%1 ms", "milliseconds").arg(count(ms));
    if (ms < minute)
        return Text::tr("%1 s", "seconds").arg(number(static_cast<double>(ms) / second, ms % second == 0 ? 0 : 1));
    return Text::tr("%1 min", "minutes").arg(number(static_cast<double>(ms) / minute, ms % minute == 0 ? 0 : 1));
}

QString countdown(qint64 ms)
{
    return ms < minute ? Text::tr("%1 s", "seconds").arg(ms / second) : duration(static_cast<double>(ms));
}

QString count(qint64 n)
{
    return n < 0 ? unknown() : QLocale().toString(n);
}

QString bytes(qint64 n)
{
    if (n < 0)
        return unknown();
    if (n < 1000)
        return Text::tr("%1 B", "bytes").arg(n);
    const auto value = static_cast<double>(n);
    if (n < 1000 * 1000)
        return Text::tr("%1 kB", "kilobytes").arg(number(value / 1e3, 1));
    if (n < 1000 * 1000 * 1000)
        return Text::tr("%1 MB", "megabytes").arg(number(value / 1e6, 1));
    return Text::tr("%1 GB", "gigabytes").arg(number(value / 1e9, 1));
}

QString percent(double share)
{
    return Text::tr("%1 %").arg(number(share * 100, 1));
}

QString timeOfDay(qint64 ms)
{
    return local(ms, QStringLiteral("HH:mm:ss"));
}

QString hourAndMinute(qint64 ms)
{
    return local(ms, QStringLiteral("HH:mm"));
}

QString preciseTime(qint64 ms)
{
    return local(ms, QStringLiteral("HH:mm:ss.zzz"));
}

QString day(qint64 ms)
{
    return local(ms, Text::tr("d MMM", "day and month"));
}

QString dateTime(qint64 ms)
{
    return local(ms, Text::tr("d MMM yyyy HH:mm:ss.zzz", "date and time with milliseconds"));
}

QString shortTime(qint64 ms, qint64 nowMs)
{
    const QDate date = local(ms).date();
    const QDate today = local(nowMs).date();
    if (date == today)
        return timeOfDay(ms);
    return date.year() == today.year() ? day(ms) : local(ms, Text::tr("d MMM yyyy", "date with year"));
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz 'UTC'"));
}

QString clock(qint64 ms)
{
    const QDateTime time = local(ms);
    // The zone's own abbreviation, not the locale's: "CET", "UTC".
    return Text::tr("%1 %2", "time of day, time zone").arg(timeOfDay(ms), time.timeZoneAbbreviation());
}

QString since(qint64 ms, qint64 nowMs)
{
    return local(ms).date() == local(nowMs).date() ? hourAndMinute(ms) : shortTime(ms, nowMs);
}

QString shortId(const QString &id)
{
    return id.size() <= 12 ? id : QStringLiteral("%1…%2").arg(id.left(4), id.right(4));
}

} // namespace tidemark::ui::format
