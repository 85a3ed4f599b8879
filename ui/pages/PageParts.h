// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "ui/models/Formats.h"
#include "ui/models/Look.h"
#include "ui/widgets/Palette.h"
#include "ui/widgets/RowDelegate.h"

#include <QHeaderView>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QTableView;

namespace tidemark::ui {

class Banner;
class ElidedLabel;

/// The window's formatting, for models.
const Formats &windowFormats();

/// The colour of a tone, and of a background in it.
Role roleOf(Tone tone);
Role tintOf(Tone tone);

/// The first row of a page: its title, a muted note, controls at the right.
class PageHeader : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setNote(const QString &note);
    void addControl(QWidget *control);

private:
    QLabel *m_title;
    ElidedLabel *m_note;
    QHBoxLayout *m_row;
};

/// Says what failed and offers to try again; takes no room while nothing is wrong.
class TroubleLine : public QWidget {
    Q_OBJECT

public:
    explicit TroubleLine(QWidget *parent = nullptr);

    void showError(const Error &error);
    void clear();

Q_SIGNALS:
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();

    std::optional<Error> m_error;
    Banner *m_banner = nullptr;
};

/// Paints cells by the look roles of a model: icon, tone, tint with an edge, strike-through.
class CellDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// The background of the cell, with selection and tint.
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// Column names in the secondary size, aligned as their column, with nothing kept free for a sort arrow.
class PlainHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit PlainHeader(QWidget *parent);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

/// Rows of a fixed height, no grid, whole rows selected, no vertical header.
void setUpTable(QTableView *table, int rowHeight);

/// A column layout with the margins of a page.
QBoxLayout *makePageLayout(QWidget *page);

} // namespace tidemark::ui
