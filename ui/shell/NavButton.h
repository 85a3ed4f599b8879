// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace tidemark::ui {

/// An entry of the rail: symbol, word and badge; the symbol alone when narrow.
class NavButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit NavButton(const QString &iconName, QWidget *parent = nullptr);

    void setBadge(int count);
    int badge() const { return m_badge; }
    void setNarrow(bool narrow);
    /// The key that presses it, for the tooltip.
    void setKey(const QKeySequence &key);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintFrame(QPainter &painter) const;
    void paintBadge(QPainter &painter) const;
    void announce();

    QString m_iconName;
    QKeySequence m_key;
    int m_badge = 0;
    bool m_narrow = false;
};

} // namespace tidemark::ui
