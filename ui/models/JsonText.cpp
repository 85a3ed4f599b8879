// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonText.h"

#include "protocol/Json.h"
#include "protocol/JsonWriter.h"

#include <QCoreApplication>

#include <algorithm>

namespace tidemark::ui {

namespace {

using simdjson::dom::element;

struct JsonWords {
    Q_DECLARE_TR_FUNCTIONS(JsonText)
};

class Printer {
public:
    explicit Printer(const Schema *maskFor) : m_maskFor(maskFor) {}

    void print(const element &json, int depth)
    {
        if (json.is_object())
            printObject(json.get_object().value_unsafe(), depth);
        else if (json.is_array())
            printArray(json.get_array().value_unsafe(), depth);
        else
            m_out += simdjson::minify(json);
    }

    std::string take() { return std::move(m_out); }

private:
    void printObject(const simdjson::dom::object &object, int depth)
    {
        if (object.size() == 0) {
            m_out += "{}";
            return;
        }
        char separator = '{';
        for (const auto field : object) {
            open(separator, depth + 1);
            appendJsonString(m_out, field.key);
            m_out += ": ";
            if (isSensitive(field.key) && !field.value.is_null())
                printMask(field.value);
            else
                print(field.value, depth + 1);
            separator = ',';
        }
        close('}', depth);
    }

    void printArray(const simdjson::dom::array &array, int depth)
    {
        const bool plain = std::none_of(array.begin(), array.end(),
                                        [](const element &item) { return item.is_object() || item.is_array(); });
        if (plain) {
            // Lists of ids and words read better on one line.
            m_out += '[';
            bool first = true;
            for (const element item : array) {
                m_out += first ? "" : ", ";
                m_out += simdjson::minify(item);
                first = false;
            }
            m_out += ']';
            return;
        }
        char separator = '[';
        for (const element item : array) {
            open(separator, depth + 1);
            print(item, depth + 1);
            separator = ',';
        }
        close(']', depth);
    }

    void printMask(const element &value)
    {
        const std::size_t bytes =
            value.is_string() ? value.get_string().value_unsafe().size() : simdjson::minify(value).size();
        m_out += JsonWords::tr("masked, %1 B").arg(bytes).toStdString();
    }

    void open(char separator, int depth)
    {
        m_out += separator;
        newLine(depth);
    }
    void close(char bracket, int depth)
    {
        newLine(depth);
        m_out += bracket;
    }
    void newLine(int depth)
    {
        m_out += '\n';
        m_out.append(static_cast<std::size_t>(depth) * 2, ' ');
    }

    bool isSensitive(std::string_view key) const
    {
        return m_maskFor
            && std::any_of(m_maskFor->entities.begin(), m_maskFor->entities.end(), [&](const EntitySchema &entity) {
                   const auto column = entity.columnIndex(key);
                   return column && entity.columns[*column].sensitive;
               });
    }

    const Schema *m_maskFor;
    std::string m_out;
};

} // namespace

QString prettyJson(std::string_view json, const Schema *maskFor)
{
    JsonDocument document;
    const auto root = document.parse(json);
    if (!root)
        return maskFor ? QString() : QString::fromUtf8(json.data(), static_cast<qsizetype>(json.size()));
    Printer printer(maskFor);
    printer.print(*root, 0);
    return QString::fromStdString(printer.take());
}

} // namespace tidemark::ui
