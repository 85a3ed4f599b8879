// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace tidemark::ui {

class ElidedLabel;

/// A framed part of a page: title row (bold title, muted note, things at the right) over a body without margins.
class Panel : public QFrame {
    Q_OBJECT

public:
    explicit Panel(QWidget *parent = nullptr);
    /// \a title is also the accessible name.
    explicit Panel(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Muted words after the title; shortened with … when there is no room.
    void setNote(const QString &note);
    /// Puts \a widget at the right end of the title row, after what is there already. Takes ownership.
    void addToTitle(QWidget *widget);
    /// A line between title row and body; off for charts.
    void setTitleLine(bool shown);
    QVBoxLayout *body() const { return m_body; }

private:
    QFrame *m_titleRow;
    QHBoxLayout *m_titleLayout;
    QLabel *m_title;
    ElidedLabel *m_note;
    QVBoxLayout *m_body;
};

/// A 1 px horizontal line in the border colour.
QFrame *makeLine(QWidget *parent = nullptr);

} // namespace tidemark::ui
