// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QVariantMap>
#include <QWidget>

namespace tidemark::ui {

/// One entry of the rail and what it shows. The shell owns its pages and shows one at a time.
/// A page retranslates itself on QEvent::LanguageChange; the shell asks title() again then.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Short name for the rail, translated.
    virtual QString title() const = 0;
    /// Name of a drawing in resources/icons.
    virtual QString iconName() const = 0;
    /// Pages like Settings stand at the foot of the rail.
    virtual bool standsAtFoot() const { return false; }
    /// Reads everything shown again (F5). Must return at once; what takes longer shows its own progress.
    virtual void refresh() = 0;
    /// The period chosen in the top bar, a length in milliseconds that ends now. Pages without time ignore it.
    virtual void setPeriod(qint64 ms) { Q_UNUSED(ms) }
    /// The parts F6 walks through, in reading order; each takes the focus itself or through its focus proxy.
    virtual QList<QWidget *> panes() const { return {}; }
    /// Keys of this page for the shortcut sheet: {"J", "Next conflict"}, translated.
    virtual QList<QPair<QString, QString>> shortcuts() const { return {}; }
    /// State that is kept per profile (splitters, columns, filters).
    virtual QVariantMap saveLayout() const { return {}; }
    virtual void restoreLayout(const QVariantMap &layout){Q_UNUSED(layout)}

    Q_SIGNALS :
        /// \a count things wait for a person; 0 takes the badge away.
        void badgeChanged(int count);
};

} // namespace tidemark::ui
