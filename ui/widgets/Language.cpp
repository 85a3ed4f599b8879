// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace tidemark::ui {

Language &Language::instance()
{
    static Language *language = new Language;
    return *language;
}

Language::Language() : QObject(qApp) {}

void Language::set(const QString &code)
{
    m_code = code;
    const QLocale system = QLocale::system();
    const bool asSystem = code.isEmpty() || system.name().startsWith(code);
    QLocale locale = asSystem ? system : QLocale(code);
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English);
    const QString language = locale.language() == QLocale::French ? QStringLiteral("fr") : QStringLiteral("en");
    // The locale goes first: what widgets format when they retranslate already follows it.
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_own);
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (m_qt.load(QStringLiteral("qtbase_%1").arg(language), folder))
        QCoreApplication::installTranslator(&m_qt);
    // English has a file as well: it holds the plurals.
    if (m_own.load(QStringLiteral(":/i18n/tidemark_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_own);
}

} // namespace tidemark::ui
