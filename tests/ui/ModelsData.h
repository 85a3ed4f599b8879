// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Formats.h"

#include <QString>

/// Numbers and times as digits, so that a case compares what a model does and not how it is written.
namespace tidemark::ui {

inline QString number(qint64 n)
{
    return QString::number(n);
}
inline QString numberOf(qint64 n, qint64)
{
    return QString::number(n);
}
inline QString same(const QString &id)
{
    return id;
}
inline QString real(double value)
{
    return QString::number(value);
}
inline constexpr Formats plain{real, real, real, number, number, numberOf, number, number, same};

} // namespace tidemark::ui
