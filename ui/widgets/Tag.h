// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Palette.h"

#include <QFrame>

namespace tidemark::ui {

/// What a tag says; each kind has its colour and its symbol, so that no one depends on colour.
enum class TagKind { Neutral, Client, Server, Merged, Lost, Warning, Accent };

/// The colour of a kind, and the name of its symbol (empty for those without).
Role tagRole(TagKind kind);
QString tagIcon(TagKind kind);

/// A small coloured word with an optional symbol: "Client won", "Rejected".
class Tag : public QFrame {
    Q_OBJECT

public:
    explicit Tag(TagKind kind = TagKind::Neutral, const QString &text = {}, QWidget *parent = nullptr);

    void setKind(TagKind kind);
    void setText(const QString &text);
    QString text() const { return m_text; }
    TagKind kind() const { return m_kind; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TagKind m_kind;
    QString m_text;
};

/// Paints a tag at the left of \a rect, centred vertically, for delegates; returns the width it took.
int paintTag(QPainter *painter, const QRect &rect, TagKind kind, const QString &text);
/// The width paintTag() takes.
int tagWidth(TagKind kind, const QString &text);

} // namespace tidemark::ui
