// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CellText.h"

#include "protocol/Json.h"
#include "protocol/RowCodec.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace tidemark::ui {

namespace {

struct CellWords {
    Q_DECLARE_TR_FUNCTIONS(CellText)
};

QString timeText(std::int64_t ms, const QString &pattern)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), pattern);
}

QString withUnit(const Column &column, const QString &number)
{
    if (column.unit.empty())
        return number;
    return CellWords::tr("%1 %2", "number, unit").arg(number, QString::fromStdString(column.unit));
}

Error refused(const Column &column)
{
    return Error{"invalid_value", ErrorCategory::Input, column.name};
}

std::optional<double> typedReal(const QString &typed)
{
    bool ok = false;
    const double here = QLocale().toDouble(typed, &ok);
    if (ok)
        return here;
    const double plain = typed.toDouble(&ok);
    return ok ? std::optional(plain) : std::nullopt;
}

std::optional<std::int64_t> typedInteger(const QString &typed)
{
    bool ok = false;
    const qlonglong here = QLocale().toLongLong(typed, &ok);
    if (ok)
        return here;
    const qlonglong plain = typed.toLongLong(&ok);
    return ok ? std::optional<std::int64_t>(plain) : std::nullopt;
}

std::optional<std::int64_t> typedTime(const QString &typed)
{
    for (const QString &pattern :
         {typedTimePattern(), QStringLiteral("yyyy-MM-dd HH:mm"), QStringLiteral("yyyy-MM-dd")}) {
        if (const QDateTime time = QDateTime::fromString(typed, pattern); time.isValid())
            return time.toMSecsSinceEpoch();
    }
    const QDateTime iso = QDateTime::fromString(typed, Qt::ISODateWithMs);
    return iso.isValid() ? std::optional<std::int64_t>(iso.toMSecsSinceEpoch()) : std::nullopt;
}

Value typedArray(const QString &typed)
{
    if (typed.startsWith(QLatin1Char('[')))
        return typed.toStdString();
    std::string json;
    JsonWriter writer(json);
    writer.beginArray();
    for (const QString &item : typed.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (const QString trimmed = item.trimmed(); !trimmed.isEmpty())
            writer.string(trimmed.toStdString());
    }
    writer.endArray();
    return json;
}

} // namespace

QString typedTimePattern()
{
    return QStringLiteral("yyyy-MM-dd HH:mm:ss");
}

QStringList arrayItems(const Value &value)
{
    QStringList items;
    const auto *text = std::get_if<std::string>(&value);
    if (!text)
        return items;
    JsonDocument document;
    const auto root = document.parse(*text);
    simdjson::dom::array array;
    if (!root || root->get_array().get(array) != simdjson::SUCCESS)
        return {QString::fromStdString(*text)};
    for (const auto item : array) {
        std::string_view word;
        if (item.get_string().get(word) == simdjson::SUCCESS)
            items += QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
        else
            items += QString::fromStdString(simdjson::minify(item));
    }
    return items;
}

QString cellText(const Column &column, const Value &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value)) {
        if (column.type == ColumnType::Time)
            return timeText(*number, CellWords::tr("d MMM yyyy HH:mm", "date and time in cells"));
        return withUnit(column, QLocale().toString(static_cast<qlonglong>(*number)));
    }
    if (const auto *real = std::get_if<double>(&value))
        return withUnit(column, QLocale().toString(*real, 'g', 6));
    if (column.type == ColumnType::JsonArray)
        return arrayItems(value).join(QStringLiteral(", "));
    const auto *text = std::get_if<std::string>(&value);
    return text ? QString::fromStdString(*text) : QString();
}

QString editText(const Column &column, const Value &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return column.type == ColumnType::Time ? timeText(*number, typedTimePattern()) : QString::number(*number);
    if (const auto *real = std::get_if<double>(&value)) {
        QLocale locale;
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        return locale.toString(*real, 'g', QLocale::FloatingPointShortest);
    }
    return cellText(column, value);
}

Result<Value> valueFromText(const Column &column, const QString &typed, const Value &old)
{
    const bool textual = column.type == ColumnType::Text;
    const QString trimmed = typed.trimmed();
    if (typed.isEmpty() && textual && !isNull(old))
        return Value(std::string());
    if (textual ? typed.isEmpty() : trimmed.isEmpty())
        return Value();
    Value value;
    if (column.type == ColumnType::Integer || column.type == ColumnType::Time) {
        const auto number = column.type == ColumnType::Time ? typedTime(trimmed) : typedInteger(trimmed);
        if (!number)
            return refused(column);
        value = *number;
    } else if (column.type == ColumnType::Real) {
        const auto number = typedReal(trimmed);
        if (!number)
            return refused(column);
        value = *number;
    } else if (column.type == ColumnType::JsonArray) {
        value = typedArray(trimmed);
    } else {
        value = (textual ? typed : trimmed).toStdString();
    }
    CHECK(checkValue(column, value));
    return value;
}

QString acceptedSentence(const Column &column)
{
    const QString name = QString::fromStdString(column.name);
    switch (column.type) {
    case ColumnType::Integer: return CellWords::tr("%1 takes a whole number.").arg(name);
    case ColumnType::Real: return CellWords::tr("%1 takes a number.").arg(name);
    case ColumnType::Time: return CellWords::tr("%1 takes a time such as 2026-03-10 18:00.").arg(name);
    case ColumnType::Uuid: return CellWords::tr("%1 takes an id of 36 characters.").arg(name);
    case ColumnType::Enum: return CellWords::tr("%1 takes one of: %2.").arg(name, typeNote(column));
    case ColumnType::JsonArray: return CellWords::tr("%1 takes words separated by commas.").arg(name);
    case ColumnType::Text: break;
    }
    return CellWords::tr("%1 takes a text of at most %2 bytes.")
        .arg(name, QLocale().toString(static_cast<qulonglong>(column.maxLength)));
}

QString typeNote(const Column &column)
{
    switch (column.type) {
    case ColumnType::Text: return CellWords::tr("text");
    case ColumnType::Uuid: return CellWords::tr("id");
    case ColumnType::Integer: return CellWords::tr("whole number");
    case ColumnType::Real: return CellWords::tr("number");
    case ColumnType::Time: return CellWords::tr("time");
    case ColumnType::JsonArray: return CellWords::tr("list");
    case ColumnType::Enum: break;
    }
    QStringList values;
    for (const std::string &value : column.values)
        values += QString::fromStdString(value);
    return values.join(QStringLiteral(", "));
}

const Column &statusColumn()
{
    static const Column column{"_status", ColumnType::Enum, Winner::Server, false, 0, {"active", "deleted"}, {}};
    return column;
}

const Column *columnNamed(const EntitySchema &entity, std::string_view name)
{
    if (name == statusColumn().name)
        return &statusColumn();
    const auto index = entity.columnIndex(name);
    return index ? &entity.columns[*index] : nullptr;
}

std::string valueJson(const Column &column, const Value &value)
{
    std::string json;
    JsonWriter writer(json);
    writeValue(writer, column, value);
    return json;
}

} // namespace tidemark::ui
