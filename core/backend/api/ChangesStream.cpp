// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ChangesStream.h"

#include "protocol/RowCodec.h"

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxKept = 10'000;

} // namespace

ChangesStream::ChangesStream(JsonWriter &json, const Schema &schema) : m_json(json), m_schema(schema)
{
    m_json.beginObject();
}

void ChangesStream::add(const PullPage &page)
{
    for (std::size_t entity = 0; entity < page.rows.size(); ++entity) {
        if (page.rows[entity].empty())
            continue;
        beginEntity(entity);
        for (const Record &record : page.rows[entity]) {
            if (record.status == Status::Deleted)
                keepDeleted(entity, record);
            else
                writeRow(m_json, m_schema.entities[entity], record);
        }
        m_count += static_cast<std::int64_t>(page.rows[entity].size());
    }
}

void ChangesStream::finish()
{
    endEntity();
    m_json.endObject();
}

void ChangesStream::beginEntity(std::size_t entity)
{
    if (m_entity == entity)
        return;
    endEntity();
    m_entity = entity;
    m_json.key(m_schema.entities[entity].name)
        .beginObject()
        .key("created")
        .beginArray()
        .endArray()
        .key("updated")
        .beginArray();
}

void ChangesStream::keepDeleted(std::size_t entity, const Record &record)
{
    if (m_deleted.size() < kMaxKept) {
        m_deleted.push_back(record.id);
        m_lastKept = {entity, record.lastModifiedAt, record.id};
    } else if (!m_unkeptAfter) {
        m_unkeptAfter = m_lastKept;
    }
}

void ChangesStream::addUnkept(const PullPage &page)
{
    writeDeleted();
    for (const Record &record : page.rows[*m_entity]) {
        if (record.status == Status::Deleted)
            m_json.string(record.id);
    }
}

void ChangesStream::writeDeleted()
{
    if (!m_rowsEnded)
        m_json.endArray().key("deleted").beginArray();
    m_rowsEnded = true;
    for (const std::string &id : m_deleted)
        m_json.string(id);
    m_deleted.clear();
}

void ChangesStream::endEntity()
{
    if (!m_entity)
        return;
    writeDeleted();
    m_json.endArray().endObject();
    m_unkeptAfter.reset();
    m_rowsEnded = false;
    m_entity.reset();
}

} // namespace tidemark::backend
