// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QVariantMap>

namespace tidemark::ui {

/// What the window keeps between runs: theme and language for all, the rest for each profile. GUI thread only.
class WindowMemory {
public:
    /// \a path is an INI file, made when first written.
    explicit WindowMemory(const QString &path);

    QVariant value(const QString &key, const QVariant &otherwise = {}) const;
    void setValue(const QString &key, const QVariant &value);
    QVariant profileValue(const QString &profile, const QString &key, const QVariant &otherwise = {}) const;
    void setProfileValue(const QString &profile, const QString &key, const QVariant &value);

private:
    QSettings m_settings;
};

} // namespace tidemark::ui
