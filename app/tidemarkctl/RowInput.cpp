// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/RowInput.h"

#include "protocol/PushCodec.h"
#include "protocol/RowCodec.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace tidemark::ctl {

namespace {

Error at(const std::string &origin, const Error &error)
{
    return Error{error.code, error.category, origin + ": " + error.detail};
}

/// simdjson says what is wrong, Qt where.
std::string placeOf(const std::string &text)
{
    QJsonParseError problem;
    QJsonDocument::fromJson(QByteArray::fromStdString(text), &problem);
    return problem.error == QJsonParseError::NoError ? "" : "column " + std::to_string(problem.offset) + ": ";
}

Error unknownColumn(const EntitySchema &entity, const std::string &column)
{
    std::string known;
    for (const Column &each : entity.columns)
        known += (known.empty() ? "" : ", ") + each.name;
    return Error{"unknown_column", ErrorCategory::Input,
                 entity.name + " has no column \"" + column + "\", only " + known};
}

Result<Record> readInputRow(const EntitySchema &entity, const std::string &text)
{
    JsonDocument document;
    const auto json = document.parse(text);
    if (!json)
        return Error{json.error().code, ErrorCategory::Input, placeOf(text) + json.error().detail};
    RowExtras extras;
    TRY(Record record, readRow(entity, *json, extras));
    if (!extras.unknownColumn.empty())
        return unknownColumn(entity, extras.unknownColumn);
    if (extras.bytes > kMaxRecordBytes)
        return Error{"too_large", ErrorCategory::Input, "a row may have 1 MiB"};
    if (record.status == Status::Deleted)
        return Error{"invalid_value", ErrorCategory::Input, "_status: rows are deleted with the command delete"};
    record.present.erase(kStatusColumn);
    record.lastModifiedAt = 0; // the server's, never an edit's
    return record;
}

class Reader {
public:
    explicit Reader(const EntitySchema &entity) : m_entity(entity) {}

    Result<void> read(const std::string &text, const std::string &origin)
    {
        auto record = readInputRow(m_entity, text);
        if (!record)
            return at(origin, record.error());
        m_rows.push_back({std::move(record).value(), origin});
        return {};
    }

    Result<void> readFile(const std::string &path)
    {
        QFile file(QString::fromStdString(path));
        const bool opened = path == "-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
        if (!opened)
            return Error{"file_unreadable", ErrorCategory::Input, path + ": " + file.errorString().toStdString()};
        for (int line = 1; !file.atEnd(); ++line) {
            const QByteArray text = file.readLine();
            if (!text.trimmed().isEmpty())
                CHECK(read(text.toStdString(), path + ":" + std::to_string(line)));
        }
        if (file.error() != QFileDevice::NoError)
            return Error{"file_unreadable", ErrorCategory::Input, path + ": " + file.errorString().toStdString()};
        return {};
    }

    std::vector<InputRow> take() { return std::move(m_rows); }

private:
    const EntitySchema &m_entity;
    std::vector<InputRow> m_rows;
};

} // namespace

Result<std::vector<InputRow>> readInputRows(const EntitySchema &entity, const std::vector<std::string> &texts,
                                            const std::string &file)
{
    Reader reader(entity);
    for (std::size_t i = 0; i < texts.size(); ++i)
        CHECK(reader.read(texts[i], "argument " + std::to_string(i + 1)));
    if (!file.empty())
        CHECK(reader.readFile(file));
    return reader.take();
}

} // namespace tidemark::ctl
