// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Connection.h"
#include "replica/Replica.h"

#include <optional>
#include <string>
#include <vector>

namespace tidemark {

/// The data key as it is kept, and what opens it. None of it is a secret.
struct KeyRecord {
    std::string wrapped;
    std::string nextWrapped; ///< while it is being replaced, the one that takes its place; else empty
    std::string source;      ///< as KeyStore has it
    std::string parameters;

    bool operator==(const KeyRecord &) const = default;
};

/// What the replica knows about itself: whose it is, how far it pulled, how its syncs went. Writes belong inside the
/// caller's transaction.
class Metadata {
public:
    Metadata(const Connection &connection, const Schema &schema) : m_connection(connection), m_schema(schema) {}

    /// Text of a key, empty when absent.
    Result<std::string> text(const char *key) const;
    Result<std::int64_t> number(const char *key) const;
    Result<void> set(const char *key, const std::string &value) const;
    Result<void> set(const char *key, std::int64_t value) const;
    Result<void> remove(const char *key) const;

    Result<ReplicaMeta> read() const;
    Result<void> bind(const std::string &userId, const std::string &serverId, const std::string &epoch) const;
    /// Never back.
    Result<void> advanceCursor(std::int64_t timestamp) const;
    Result<void> notePush(std::size_t entity, std::int64_t stamp) const;
    Result<void> noteResult(SyncResult result, const std::string &error) const;
    Result<std::vector<EntityMeta>> entities() const;

    /// Nothing until something is sealed.
    Result<std::optional<KeyRecord>> keys() const;
    Result<void> setKeys(const KeyRecord &keys) const;

private:
    Result<EntityMeta> entityMeta(const EntitySchema &entity) const;

    const Connection &m_connection;
    const Schema &m_schema;
};

} // namespace tidemark
