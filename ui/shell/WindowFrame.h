// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Palette.h"

#include <QWidget>

#include <optional>

namespace tidemark::ui {

/// What the window holds, with a coloured edge around it when the profile asks for one.
class WindowFrame : public QWidget {
    Q_OBJECT

public:
    explicit WindowFrame(QWidget *parent = nullptr);

    /// No role: no edge.
    void setEdge(std::optional<Role> role);
    std::optional<Role> edge() const { return m_edge; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Role> m_edge;
};

} // namespace tidemark::ui
