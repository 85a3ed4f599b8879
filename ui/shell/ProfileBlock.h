// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ShellState.h"

#include <QWidget>

namespace tidemark::ui {

/// The environment at the head of the rail, in its colour, so that no one wonders where they are.
class ProfileBlock : public QWidget {
    Q_OBJECT

public:
    explicit ProfileBlock(QWidget *parent = nullptr);

    void setProfile(const ProfileInfo &profile);
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ProfileInfo m_profile;
    bool m_narrow = false;
};

} // namespace tidemark::ui
