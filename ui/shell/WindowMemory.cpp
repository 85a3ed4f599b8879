// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowMemory.h"

namespace tidemark::ui {

namespace {

QString profileKey(const QString &profile, const QString &key)
{
    return QStringLiteral("profile.%1/%2").arg(profile, key);
}

} // namespace

WindowMemory::WindowMemory(const QString &path) : m_settings(path, QSettings::IniFormat) {}

QVariant WindowMemory::value(const QString &key, const QVariant &otherwise) const
{
    return m_settings.value(QStringLiteral("window/%1").arg(key), otherwise);
}

void WindowMemory::setValue(const QString &key, const QVariant &value)
{
    m_settings.setValue(QStringLiteral("window/%1").arg(key), value);
}

QVariant WindowMemory::profileValue(const QString &profile, const QString &key, const QVariant &otherwise) const
{
    return m_settings.value(profileKey(profile, key), otherwise);
}

void WindowMemory::setProfileValue(const QString &profile, const QString &key, const QVariant &value)
{
    m_settings.setValue(profileKey(profile, key), value);
}

} // namespace tidemark::ui
