// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <functional>

class QSystemTrayIcon;

namespace tidemark::ui {

/// Something a person should know although they look elsewhere.
struct Notification {
    QString title;
    QString body;
    QString page; ///< object name of the page that shows more, may be empty
    qint64 timeMs = -1;
};

/// Desktop notifications where the system has a tray; raised() tells of every one, so that the window can show a
/// banner as well. Keeps the newest hundred.
class Notifications : public QObject {
    Q_OBJECT

public:
    explicit Notifications(std::function<qint64()> nowMs, QObject *parent = nullptr);

    const QList<Notification> &log() const { return m_log; }

public Q_SLOTS:
    void notify(const QString &title, const QString &body, const QString &pageToOpen);

Q_SIGNALS:
    void raised(const tidemark::ui::Notification &notification);
    /// A person clicked the desktop notification.
    void opened(const QString &page);

private:
    std::function<qint64()> m_nowMs;
    QList<Notification> m_log;
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace tidemark::ui

Q_DECLARE_METATYPE(tidemark::ui::Notification)
