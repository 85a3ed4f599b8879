// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/LogFilterParser.h"

#include "base/Uuid.h"
#include "ui/models/Wording.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

namespace tidemark::ui {

namespace {

struct LogFilterText {
    Q_DECLARE_TR_FUNCTIONS(LogFilter)
};

using Test = std::function<bool(const SyncLogEntry &)>;

bool holds(const std::string &text, const QString &part)
{
    return QString::fromStdString(text).contains(part, Qt::CaseInsensitive);
}

QString unquoted(const QString &text)
{
    QString plain = text;
    return plain.remove(QLatin1Char('"'));
}

struct StatusName {
    const char *typed;
    const char *wire;
};
constexpr StatusName statusNames[] = {
    {"error", "error"},         {"success", "SUCCESS"}, {"network", "NETWORK_ERROR"}, {"auth", "AUTH_ERROR"},
    {"server", "SERVER_ERROR"}, {"timeout", "TIMEOUT"}, {"conflict", "CONFLICT"},
};

/// Reads one line of terms; each reader answers with a problem or an empty text.
class Reader {
public:
    Reader(ParsedLogFilter &into, const UserNames &names) : m_into(into), m_names(names) {}

    QString read(const QString &term)
    {
        const bool negated = term.size() > 1 && term.startsWith(QLatin1Char('-'));
        const QString body = negated ? term.mid(1) : term;
        m_negated = negated;
        if (body.startsWith(QLatin1Char('>')) || body.startsWith(QLatin1Char('<')))
            return readDuration(body);
        const qsizetype colon = body.indexOf(QLatin1Char(':'));
        if (body.startsWith(QLatin1Char('"')) || colon < 0)
            return readText(unquoted(body));
        const QString key = body.left(colon).toLower();
        const QString value = unquoted(body.mid(colon + 1));
        if (value.isEmpty())
            return LogFilterText::tr("%1: needs a value").arg(key);
        if (key == QLatin1String("status"))
            return readStatus(value.toLower());
        if (key == QLatin1String("type"))
            return readType(value.toLower());
        if (key == QLatin1String("user"))
            return readUser(value);
        if (key == QLatin1String("device"))
            return readDevice(value);
        return LogFilterText::tr("%1 is not a key; use status, type, user, device, >500ms or \"text\"").arg(key);
    }

private:
    /// Asks the server when it can be asked, else tests here.
    QString narrow(std::string &place, const std::string &value, Test test, const QString &key)
    {
        if (m_negated) {
            m_into.tests.push_back([test = std::move(test)](const SyncLogEntry &entry) { return !test(entry); });
            return {};
        }
        if (!place.empty() && place != value)
            return LogFilterText::tr("%1 is given twice; a sync has only one").arg(key);
        place = value;
        return {};
    }

    QString readStatus(const QString &value)
    {
        for (const StatusName &name : statusNames) {
            if (value != QLatin1String(name.typed))
                continue;
            const std::string wire = name.wire;
            return narrow(
                m_into.server.status, wire,
                [wire](const SyncLogEntry &entry) {
                    return wire == "error" ? entry.result != SyncResult::Success
                                           : syncResultName(entry.result) == wire;
                },
                QStringLiteral("status"));
        }
        return LogFilterText::tr("%1 is not a status; use error, success, network, auth, server, timeout or conflict")
            .arg(value);
    }

    QString readType(const QString &value)
    {
        if (value != QLatin1String("pull") && value != QLatin1String("push"))
            return LogFilterText::tr("%1 is not a type; use push or pull").arg(value);
        const std::string wire = value.toStdString();
        return narrow(
            m_into.server.type, wire, [wire](const SyncLogEntry &entry) { return entry.type == wire; },
            QStringLiteral("type"));
    }

    QString readUser(const QString &value)
    {
        const auto byId = [&](const QString &id) {
            const std::string wire = id.toStdString();
            return narrow(
                m_into.server.userId, wire, [wire](const SyncLogEntry &entry) { return entry.userId == wire; },
                QStringLiteral("user"));
        };
        if (isUuid(value.toLower().toStdString()))
            return byId(value.toLower());
        QStringList known;
        for (auto name = m_names.cbegin(); name != m_names.cend(); ++name) {
            if (name.value().contains(value, Qt::CaseInsensitive))
                known.append(name.key());
        }
        if (known.size() == 1)
            return byId(known.first());
        if (known.isEmpty() && !m_negated && m_into.server.text.empty() && !m_into.server.userId.empty())
            return LogFilterText::tr("%1 is given twice; a sync has only one").arg(QStringLiteral("user"));
        if (known.isEmpty() && !m_negated && m_into.server.text.empty()) {
            m_into.server.text = value.toStdString(); // the server also looks into the names
            return {};
        }
        keep([known, value](const SyncLogEntry &entry) {
            return known.contains(QString::fromStdString(entry.userId)) || holds(entry.userId, value);
        });
        return {};
    }

    QString readDevice(const QString &value)
    {
        if (isUuid(value.toLower().toStdString())) {
            const std::string wire = value.toLower().toStdString();
            return narrow(
                m_into.server.deviceId, wire, [wire](const SyncLogEntry &entry) { return entry.deviceId == wire; },
                QStringLiteral("device"));
        }
        keep([value](const SyncLogEntry &entry) {
            return holds(entry.deviceName, value) || holds(entry.deviceId, value);
        });
        return {};
    }

    QString readText(const QString &value)
    {
        if (value.isEmpty())
            return LogFilterText::tr("Type a text between the quotes");
        if (!m_negated && m_into.server.text.empty()) {
            m_into.server.text = value.toStdString();
            return {};
        }
        keep([value, names = m_names](const SyncLogEntry &entry) {
            return holds(entry.errorCode, value) || holds(entry.errorDetail, value) || holds(entry.requestId, value)
                || holds(entry.deviceName, value) || holds(entry.email, value)
                || names.value(QString::fromStdString(entry.userId)).contains(value, Qt::CaseInsensitive);
        });
        return {};
    }

    QString readDuration(const QString &body)
    {
        static const QRegularExpression pattern(
            QStringLiteral(R"(^([<>])\s*(\d{1,9}(?:[.,]\d{1,3})?)\s*(ms|s|min)?$)"));
        const auto match = pattern.match(body);
        if (!match.hasMatch())
            return LogFilterText::tr("%1 is not a duration; write >500ms or >2s").arg(body);
        const double factor = match.captured(3) == QLatin1String("s") ? 1e3
            : match.captured(3) == QLatin1String("min")               ? 6e4
                                                                      : 1;
        const double ms = match.captured(2).replace(QLatin1Char(','), QLatin1Char('.')).toDouble() * factor;
        const bool longer = match.captured(1) == QLatin1String(">");
        if (longer && !m_negated && m_into.server.minMs == 0)
            m_into.server.minMs = static_cast<std::int64_t>(ms);
        keep([longer, ms](const SyncLogEntry &entry) {
            return longer ? entry.durationMs > ms : entry.durationMs < ms;
        });
        return {};
    }

    void keep(Test test)
    {
        if (m_negated)
            m_into.tests.push_back([test = std::move(test)](const SyncLogEntry &entry) { return !test(entry); });
        else
            m_into.tests.push_back(std::move(test));
    }

    ParsedLogFilter &m_into;
    const UserNames &m_names;
    bool m_negated = false;
};

} // namespace

bool ParsedLogFilter::ok() const
{
    return std::all_of(problems.cbegin(), problems.cend(), [](const QString &problem) { return problem.isEmpty(); });
}

bool ParsedLogFilter::matches(const SyncLogEntry &entry) const
{
    return std::all_of(tests.begin(), tests.end(), [&](const auto &test) { return test(entry); });
}

ParsedLogFilter parseLogFilter(const QStringList &terms, const UserNames &names)
{
    ParsedLogFilter parsed;
    Reader reader(parsed, names);
    for (const QString &term : terms)
        parsed.problems.append(reader.read(term));
    return parsed;
}

QStringList logFilterCompletions()
{
    QStringList words;
    for (const StatusName &name : statusNames)
        words.append(QStringLiteral("status:%1").arg(QLatin1String(name.typed)));
    words << QStringLiteral("type:push") << QStringLiteral("type:pull") << QStringLiteral("user:")
          << QStringLiteral("device:") << QStringLiteral(">500ms") << QStringLiteral(">2s");
    return words;
}

} // namespace tidemark::ui
