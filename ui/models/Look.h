// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <Qt>

namespace tidemark::ui {

/// What a cell means; pages give it its colour.
enum class Tone { Plain, Muted, Client, Server, Merged, Lost, Warning, Accent };

/// Roles every model of the window answers where they make sense; delegates paint by them.
enum LookRole {
    IconRole = Qt::UserRole + 1, ///< name of a drawing
    ToneRole,                    ///< Tone of text and icon
    TintRole,                    ///< Tone of the background, Plain for none
    StruckRole,                  ///< bool: struck through
    DurationRole,                ///< qint64 ms, < 0 unknown
    FailedRole,                  ///< bool
    FirstModelRole,              ///< models count their own roles from here
};

} // namespace tidemark::ui

Q_DECLARE_METATYPE(tidemark::ui::Tone)
