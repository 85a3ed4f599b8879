// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/BannerArea.h"

#include "ui/widgets/Metrics.h"

#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

bool sameButtons(const BannerSpec &a, const BannerSpec &b)
{
    return a.tone == b.tone && a.iconName == b.iconName && a.actions == b.actions && a.closable == b.closable;
}

} // namespace

BannerArea::BannerArea(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("banners"));
    m_column->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, 0);
    m_column->setSpacing(metrics::space8);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void BannerArea::put(const BannerSpec &spec)
{
    const Shown before = m_banners.value(spec.id);
    if (before.banner && sameButtons(before.spec, spec)) {
        // Only words changed: the buttons stay, and with them the keyboard's place.
        before.banner->setText(spec.headline, spec.explanation);
        m_banners[spec.id].spec = spec;
        return;
    }
    const int place = before.banner ? m_column->indexOf(before.banner) : -1;
    remove(spec.id);
    Banner *banner = make(spec);
    connect(banner, &Banner::actionTriggered, this,
            [this, id = spec.id](const QString &action) { Q_EMIT actionTriggered(id, action); });
    connect(banner, &Banner::closed, this, [this, id = spec.id] { remove(id); });
    m_banners.insert(spec.id, {spec, banner});
    m_column->insertWidget(place, banner);
    show();
}

Banner *BannerArea::make(const BannerSpec &spec)
{
    auto *banner = new Banner(spec.tone);
    banner->setObjectName(QStringLiteral("banner.%1").arg(spec.id));
    banner->setText(spec.headline, spec.explanation);
    if (!spec.iconName.isEmpty())
        banner->setIcon(spec.iconName);
    for (const BannerAction &action : spec.actions)
        banner->addAction(action.id, action.text);
    banner->setClosable(spec.closable);
    return banner;
}

void BannerArea::remove(const QString &id)
{
    Banner *banner = m_banners.take(id).banner;
    if (!banner)
        return;
    m_column->removeWidget(banner);
    banner->hide();
    // It may be the sender of the signal that brought us here.
    banner->deleteLater();
    setVisible(!m_banners.isEmpty());
}

} // namespace tidemark::ui
