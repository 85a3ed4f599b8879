// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Palette.h"

#include <QIcon>
#include <QPixmap>

namespace tidemark::ui {

/// An icon that is drawn in the colour its role has at the time of painting, so a theme switch needs no reset.
/// \a on is the role in the checked state. An unknown \a name gives an empty drawing and a warning.
QIcon makeIcon(const QString &name, Role role, Role on);

/// The drawing \a name at \a size device-independent pixels, rendered for \a ratio, cached.
QPixmap iconPixmap(const QString &name, const QColor &color, QSize size, qreal ratio);

} // namespace tidemark::ui
