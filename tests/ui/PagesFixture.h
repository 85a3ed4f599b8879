// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Language.h"
#include "ui/widgets/Theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

/// What tests of pages share: finding controls by name, showing a page, taking its picture.
namespace tidemark::pagesdata {

template <typename T> T *find(QWidget &page, const char *name)
{
    T *found = page.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

inline void show(QWidget &page)
{
    page.resize(1288, 824);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

/// Saves pictures of a page in both themes, languages and sizes when TIDEMARK_SHOTS names a folder.
inline void shoot(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("TIDEMARK_SHOTS");
    if (folder.isEmpty())
        return;
    const QStringList kinds{QStringLiteral("light-en-1440"), QStringLiteral("dark-en-1440"),
                            QStringLiteral("light-fr-1024"), QStringLiteral("dark-fr-1024")};
    using ui::Language;
    using ui::Theme;
    QDir().mkpath(folder);
    for (const QString &kind : kinds) {
        Theme::instance().apply(kind.startsWith(QLatin1String("dark")) ? Theme::Mode::Dark : Theme::Mode::Light);
        Language::instance().set(kind.contains(QLatin1String("-fr-")) ? QStringLiteral("fr") : QStringLiteral("en"));
        page.resize(kind.endsWith(QLatin1String("1440")) ? QSize(1288, 824) : QSize(976, 624));
        QCoreApplication::processEvents();
        QTest::qWait(30);
        page.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, kind));
    }
    Theme::instance().apply(Theme::Mode::Light);
    Language::instance().set(QStringLiteral("en"));
}

} // namespace tidemark::pagesdata
