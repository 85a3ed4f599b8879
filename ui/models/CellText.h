// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Record.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace tidemark::ui {

/// A value as people read it, in the current locale; empty for null.
QString cellText(const Column &column, const Value &value);
/// The same for typing: whole, without units or thousands separators. valueFromText() reads it back.
QString editText(const Column &column, const Value &value);
/// What a person typed as a value of the column; an empty text is null, except in text columns where it stays empty
/// text if `old` was text. Errors: "invalid_value".
Result<Value> valueFromText(const Column &column, const QString &typed, const Value &old = {});
/// What the column accepts, as a sentence for the place where a typed value was refused.
QString acceptedSentence(const Column &column);
/// "text", "low, medium, high", "time".
QString typeNote(const Column &column);
/// The items of a JSON array column; items that are not texts as JSON.
QStringList arrayItems(const Value &value);
/// How times are typed, as for QDateTime.
QString typedTimePattern();

/// `_status` described like a column, for tables that treat it as one.
const Column &statusColumn();
/// A column by its name, `_status` included; null when the entity has none.
const Column *columnNamed(const EntitySchema &entity, std::string_view name);
/// The value as JSON text, as requests carry it.
std::string valueJson(const Column &column, const Value &value);

} // namespace tidemark::ui
