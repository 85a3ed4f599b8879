// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Banner.h"

#include "ui/widgets/Controls.h"
#include "ui/widgets/Icons.h"
#include "ui/widgets/Metrics.h"

#include <QEvent>
#include <QHBoxLayout>

namespace tidemark::ui {

namespace {

struct Look {
    const char *tone;
    const char *icon;
    Role role;
};

Look look(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Info: return {"info", "info", Role::Accent};
    case Banner::Tone::Warning: return {"warning", "triangle", Role::Warning};
    case Banner::Tone::Error: return {"error", "cross-circle", Role::Lost};
    }
    return {"info", "info", Role::Accent};
}

} // namespace

Banner::Banner(Tone tone, QWidget *parent)
    : QFrame(parent),
      m_tone(tone),
      m_iconName(QLatin1String(look(tone).icon)),
      m_icon(new QLabel),
      m_text(makeLabel(QString())),
      m_actions(new QHBoxLayout),
      m_close(makeIconButton(QStringLiteral("banner.close"), QStringLiteral("close"), QString()))
{
    setProperty("tone", QLatin1String(look(tone).tone));
    setMinimumHeight(36);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space12, 3, metrics::space12, 3);
    row->setSpacing(metrics::space8);
    m_icon->setFixedSize(metrics::icon, metrics::icon);
    row->addWidget(m_icon);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_text, 1);
    m_actions->setSpacing(metrics::space8);
    row->addLayout(m_actions);
    m_close->setProperty("kind", QStringLiteral("flat"));
    setSmall(m_close);
    m_close->hide();
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &Banner::closed);
    showIcon();
    retranslate();
}

void Banner::setText(const QString &headline, const QString &explanation)
{
    m_headline = headline;
    m_text->setText(
        explanation.isEmpty()
            ? QStringLiteral("<b>%1</b>").arg(headline.toHtmlEscaped())
            : QStringLiteral("<b>%1</b>&nbsp; %2").arg(headline.toHtmlEscaped(), explanation.toHtmlEscaped()));
    setAccessibleName(headline);
    setAccessibleDescription(explanation);
}

void Banner::setIcon(const QString &name)
{
    m_iconName = name;
    showIcon();
}

QPushButton *Banner::addAction(const QString &id, const QString &text)
{
    QPushButton *button = makeButton(QStringLiteral("banner.%1").arg(id), text,
                                     m_actions->isEmpty() ? ButtonKind::Plain : ButtonKind::Flat);
    setSmall(button);
    connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT actionTriggered(id); });
    m_actions->addWidget(button);
    return button;
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Banner::showIcon()
{
    m_icon->setPixmap(
        iconPixmap(m_iconName, Theme::color(look(m_tone).role), {metrics::icon, metrics::icon}, devicePixelRatioF()));
}

void Banner::retranslate()
{
    setIconButtonLabel(m_close, tr("Close"));
}

} // namespace tidemark::ui
