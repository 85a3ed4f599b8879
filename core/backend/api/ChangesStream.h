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

/// Writes a `changes` object from pages of rows as they come from the store, entity after entity.
class ChangesStream {
public:
    /// Opens the object. Writer and schema outlive the stream.
    ChangesStream(JsonWriter &json, const Schema &schema);
    void add(const PullPage &page);
    /// Closes the object.
    void finish();
    std::int64_t count() const { return m_count; }

private:
    void beginEntity(std::size_t entity);
    void endEntity();

    JsonWriter &m_json;
    const Schema &m_schema;
    std::optional<std::size_t> m_entity;
    std::vector<std::string> m_deleted; ///< of the entity at hand; they follow its rows
    std::int64_t m_count = 0;
};

} // namespace tidemark::backend
