// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Palette.h"

#include <QFrame>

namespace tidemark::ui {

enum class Connection { Online, Offline, SignIn, PinMismatch, ReadOnly, Syncing };

/// The state of the connection as a coloured dot, a word and a detail ("38 ms", "since 12:14").
class ConnectionPill : public QFrame {
    Q_OBJECT

public:
    explicit ConnectionPill(QWidget *parent = nullptr);

    void setState(Connection state, const QString &detail = {});
    Connection state() const { return m_state; }
    /// The word of the state, translated.
    QString word() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void announce();

    Connection m_state = Connection::Offline;
    QString m_detail;
};

} // namespace tidemark::ui
