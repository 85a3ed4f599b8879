// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Banner.h"

#include <QMap>
#include <QWidget>

class QVBoxLayout;

namespace tidemark::ui {

struct BannerAction {
    QString id;
    QString text; ///< translated

    bool operator==(const BannerAction &) const = default;
};

/// A banner as a value. \a id tells banners apart: showing one with a known id takes the place of the first.
struct BannerSpec {
    QString id;
    Banner::Tone tone = Banner::Tone::Info;
    QString headline;
    QString explanation;
    QString iconName; ///< empty: the tone's own
    QList<BannerAction> actions;
    bool closable = false;
};

/// The place above the pages where trouble is told.
class BannerArea : public QWidget {
    Q_OBJECT

public:
    explicit BannerArea(QWidget *parent = nullptr);

    void put(const BannerSpec &spec);
    void remove(const QString &id);
    bool has(const QString &id) const { return m_banners.contains(id); }

Q_SIGNALS:
    void actionTriggered(const QString &bannerId, const QString &actionId);

private:
    static Banner *make(const BannerSpec &spec);

    QVBoxLayout *m_column;
    struct Shown {
        BannerSpec spec;
        Banner *banner = nullptr;
    };
    QMap<QString, Shown> m_banners;
};

} // namespace tidemark::ui
