// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Theme.h"

#include <QMenu>

class QActionGroup;

namespace tidemark::ui {

/// Theme and language, switched at once. Actions are named "theme.light", "language.fr" and so on.
class ViewMenu : public QMenu {
    Q_OBJECT

public:
    explicit ViewMenu(QWidget *parent = nullptr);

    /// Applies and marks a choice, without chosen().
    void setTheme(Theme::Mode mode);
    void setLanguage(const QString &code);

Q_SIGNALS:
    /// A person chose; it is applied already and wants to be remembered.
    void themeChosen(tidemark::ui::Theme::Mode mode);
    void languageChosen(const QString &code);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addChoice(QActionGroup *group, const QString &name);
    void retranslate();

    QAction *m_themeTitle;
    QAction *m_languageTitle;
    QActionGroup *m_themes;
    QActionGroup *m_languages;
};

} // namespace tidemark::ui
