// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Notifications.h"

#include "ui/widgets/Theme.h"

#include <QSystemTrayIcon>

namespace tidemark::ui {

namespace {

constexpr qsizetype kept = 100;
constexpr int shownForMs = 10'000;

} // namespace

Notifications::Notifications(std::function<qint64()> nowMs, QObject *parent)
    : QObject(parent),
      m_nowMs(std::move(nowMs))
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    m_tray = new QSystemTrayIcon(Theme::applicationIcon(), this);
    m_tray->show();
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (!m_log.isEmpty())
            Q_EMIT opened(m_log.last().page);
    });
}

void Notifications::notify(const QString &title, const QString &body, const QString &pageToOpen)
{
    const Notification notification{title, body, pageToOpen, m_nowMs()};
    m_log.append(notification);
    if (m_log.size() > kept)
        m_log.removeFirst();
    if (m_tray)
        m_tray->showMessage(title, body, Theme::applicationIcon(), shownForMs);
    Q_EMIT raised(notification);
}

} // namespace tidemark::ui
