// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"
#include "protocol/JsonWriter.h"
#include "schema/Schema.h"

#include <optional>
#include <string>
#include <vector>

namespace tidemark::backend {

/// Writes a `changes` object from pages of rows as they come from the store, entity after entity. An entity's
/// deletions follow its rows, so they are kept until then, but no more than 10,000: more are read again.
class ChangesStream {
public:
    /// Opens the object. Writer and schema outlive the stream.
    ChangesStream(JsonWriter &json, const Schema &schema);
    void add(const PullPage &page);
    /// Where the deletions begin that were too many to keep, of the entity added last. When its rows are through,
    /// the pages from there on are for addUnkept().
    const std::optional<PullPosition> &unkeptAfter() const { return m_unkeptAfter; }
    void addUnkept(const PullPage &page);
    /// Closes the object.
    void finish();
    std::int64_t count() const { return m_count; }

private:
    void beginEntity(std::size_t entity);
    void keepDeleted(std::size_t entity, const Record &record);
    void writeDeleted();
    void endEntity();

    JsonWriter &m_json;
    const Schema &m_schema;
    std::optional<std::size_t> m_entity;
    std::vector<std::string> m_deleted; ///< of the entity at hand
    PullPosition m_lastKept;
    std::optional<PullPosition> m_unkeptAfter;
    bool m_rowsEnded = false;
    std::int64_t m_count = 0;
};

} // namespace tidemark::backend
