// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

#include <string>
#include <vector>

namespace tidemark {

/// The rows as a person edits them. Every edit is one transaction and readmits a record that was set aside.
class RecordStore {
public:
    explicit RecordStore(ReplicaParts &parts) : m_parts(parts) {}

    Result<std::string> insert(std::size_t entity, Record record);
    Result<void> update(std::size_t entity, const Record &edit);
    Result<std::vector<std::string>> put(std::size_t entity, std::vector<Record> rows);
    Result<void> setStatus(std::size_t entity, const std::string &id, Status status);
    Result<std::vector<merge::LocalRow>> list(std::size_t entity, const ListQuery &query);
    Result<std::size_t> count(std::size_t entity, const ListQuery &query);

private:
    Result<void> prepare(std::size_t entity, Record &record);
    Result<std::string> insertRow(std::size_t entity, const Record &record);
    Result<void> updateRow(std::size_t entity, const Record &edit);
    Result<void> edit(std::size_t entity, merge::LocalRow row, const Record &edit);

    ReplicaParts &m_parts;
};

} // namespace tidemark
