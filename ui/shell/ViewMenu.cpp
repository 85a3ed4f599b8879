// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ViewMenu.h"

#include "ui/widgets/Language.h"

#include <QActionGroup>
#include <QEvent>

namespace tidemark::ui {

namespace {

struct ModeName {
    const char *name;
    Theme::Mode mode;
};

constexpr ModeName modes[] = {
    {"theme.system", Theme::Mode::System}, {"theme.light", Theme::Mode::Light}, {"theme.dark", Theme::Mode::Dark}};
constexpr const char *languages[] = {"language.system", "language.en", "language.fr"};

QString codeOf(const QString &actionName)
{
    const QString code = actionName.section(QLatin1Char('.'), 1);
    return code == QLatin1String("system") ? QString() : code;
}

} // namespace

ViewMenu::ViewMenu(QWidget *parent)
    : QMenu(parent),
      m_themeTitle(addAction(QString())),
      m_themes(new QActionGroup(this)),
      m_languages(new QActionGroup(this))
{
    setObjectName(QStringLiteral("viewMenu"));
    for (const ModeName &mode : modes) {
        QAction *action = addChoice(m_themes, QLatin1String(mode.name));
        connect(action, &QAction::triggered, this, [this, chosen = mode.mode] {
            setTheme(chosen);
            Q_EMIT themeChosen(chosen);
        });
    }
    addSeparator();
    m_languageTitle = addAction(QString());
    for (const char *language : languages) {
        QAction *action = addChoice(m_languages, QLatin1String(language));
        connect(action, &QAction::triggered, this, [this, code = codeOf(action->objectName())] {
            setLanguage(code);
            Q_EMIT languageChosen(code);
        });
    }
    m_themeTitle->setEnabled(false);
    m_languageTitle->setEnabled(false);
    retranslate();
}

QAction *ViewMenu::addChoice(QActionGroup *group, const QString &name)
{
    QAction *action = addAction(QString());
    action->setObjectName(name);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void ViewMenu::setTheme(Theme::Mode mode)
{
    for (const ModeName &known : modes) {
        if (known.mode == mode)
            findChild<QAction *>(QLatin1String(known.name))->setChecked(true);
    }
    Theme::instance().apply(mode);
}

void ViewMenu::setLanguage(const QString &code)
{
    for (QAction *action : m_languages->actions()) {
        if (codeOf(action->objectName()) == code)
            action->setChecked(true);
    }
    Language::instance().set(code);
}

void ViewMenu::changeEvent(QEvent *event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ViewMenu::retranslate()
{
    setAccessibleName(tr("View"));
    m_themeTitle->setText(tr("Theme"));
    m_languageTitle->setText(tr("Language"));
    const QString themes[] = {tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < m_themes->actions().size(); ++i)
        m_themes->actions().at(i)->setText(themes[i]);
    // Each language is named in itself.
    const QString names[] = {tr("As the system"), QStringLiteral("English"), QStringLiteral("Français")};
    for (int i = 0; i < m_languages->actions().size(); ++i)
        m_languages->actions().at(i)->setText(names[i]);
}

} // namespace tidemark::ui
