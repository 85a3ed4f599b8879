// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/FilterLine.h"

#include <QWidget>

class QToolButton;

namespace tidemark::ui {

/// One term of a FilterLine. Gives way down to a few letters when the line is full.
class Chip : public QWidget {
    Q_OBJECT

public:
    Chip(const QString &term, const ChipText &words, QWidget *parent);

    QString term() const { return m_term; }
    void setTerm(const QString &term, const ChipText &words);
    void setProblem(const QString &reason);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void removeRequested();
    void editRequested();
    void negateRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    int wordsWidth() const;

    QString m_term;
    ChipText m_words;
    QString m_problem;
    QToolButton *m_close;
};

} // namespace tidemark::ui
