// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Icons.h"

#include "ui/widgets/Theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tidemark::ui {

namespace {

QByteArray drawing(const QString &name)
{
    static QHash<QString, QByteArray> known;
    const auto found = known.constFind(name);
    if (found != known.cend())
        return *found;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QByteArray svg;
    if (file.open(QIODevice::ReadOnly))
        svg = file.readAll();
    else
        qWarning("No icon named %s", qUtf8Printable(name));
    known.insert(name, svg);
    return svg;
}

class RoleIconEngine : public QIconEngine {
public:
    RoleIconEngine(QString name, Role off, Role on) : m_name(std::move(name)), m_off(off), m_on(on) {}

    QIconEngine *clone() const override { return new RoleIconEngine(*this); }
    QString key() const override { return QStringLiteral("tidemark-role"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return drawing(m_name).isEmpty(); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, iconPixmap(m_name, color(mode, state), rect.size(), ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return iconPixmap(m_name, color(mode, state), size, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        // The size is in device pixels here, and so is the answer.
        Q_UNUSED(scale)
        return iconPixmap(m_name, color(mode, state), size, 1.0);
    }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return Theme::color(Role::Disabled);
        return Theme::color(state == QIcon::On ? m_on : m_off);
    }

    QString m_name;
    Role m_off;
    Role m_on;
};

} // namespace

QIcon makeIcon(const QString &name, Role role, Role on)
{
    return QIcon(new RoleIconEngine(name, role, on));
}

QPixmap iconPixmap(const QString &name, const QColor &color, QSize size, qreal ratio)
{
    const QSize pixels = (QSizeF(size) * ratio).toSize();
    const QString key = QStringLiteral("tidemark:%1:%2:%3x%4@%5")
                            .arg(name, color.name())
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    const QByteArray svg = drawing(name);
    if (!svg.isEmpty() && !pixmap.isNull()) {
        QSvgRenderer renderer(QByteArray(svg).replace("currentColor", color.name().toLatin1()));
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        // Square at the left: what is wider than high keeps a gap before the text of a button.
        const int side = qMin(pixels.width(), pixels.height());
        renderer.render(&painter, QRectF(0, (pixels.height() - side) / 2.0, side, side));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace tidemark::ui
