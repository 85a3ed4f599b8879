// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

namespace tidemark::ui {

/// The language of the whole application, switched live: every widget gets QEvent::LanguageChange. GUI thread only.
class Language : public QObject {
    Q_OBJECT

public:
    static Language &instance();

    /// "en", "fr", or empty for the system's. Sets the default QLocale too. A language without translation is
    /// English.
    void set(const QString &code);
    /// What was set, empty for the system's.
    QString code() const { return m_code; }

private:
    Language();

    QString m_code;
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace tidemark::ui
