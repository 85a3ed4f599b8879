// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

namespace tidemark::ui {

/// A row of joined buttons of which exactly one is pressed.
class Segmented : public QFrame {
    Q_OBJECT

public:
    explicit Segmented(QWidget *parent = nullptr);

    /// Appends a choice. Its object name is this widget's plus its number, "outcome.2".
    void addOption(const QString &text, const QIcon &icon = {});
    /// Changes the words of a choice (a count in it, another language).
    void setOptionText(int index, const QString &text);
    int count() const;
    int current() const;
    /// Presses a choice without changed().
    void setCurrent(int index);
    QAbstractButton *option(int index) const;
    /// 24 px high, for title rows.
    void setSmallSize();

Q_SIGNALS:
    /// A person pressed another choice.
    void changed(int index);

protected:
    bool event(QEvent *event) override;

private:
    void restyle();

    QButtonGroup *m_group;
    QHBoxLayout *m_row;
    bool m_small = false;
};

} // namespace tidemark::ui
