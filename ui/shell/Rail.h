// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ShellState.h"

#include <QFrame>

class QVBoxLayout;

namespace tidemark::ui {

class NavButton;
class ProfileBlock;

/// The left edge of the window: profile, pages, and the view menu at the foot.
class Rail : public QFrame {
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void setProfile(const ProfileInfo &profile);
    /// Appends an entry; its object name is "nav." + \a id. Returns the button, which the rail owns.
    NavButton *addEntry(const QString &id, const QString &iconName, bool atFoot);
    NavButton *viewButton() const { return m_view; }
    /// Symbols only.
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ProfileBlock *m_profile;
    QVBoxLayout *m_head;
    QVBoxLayout *m_foot;
    NavButton *m_view;
    QList<NavButton *> m_entries;
    bool m_narrow = false;
};

} // namespace tidemark::ui
