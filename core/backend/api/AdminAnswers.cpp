// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/AdminAnswers.h"

#include "backend/api/ColumnValues.h"

namespace tidemark::backend {

namespace {

std::string orNull(const std::string &json)
{
    return json.empty() ? "null" : json;
}

} // namespace

ConflictDetail answerOf(const Schema &schema, const StoredConflict &stored)
{
    ConflictDetail answer;
    answer.item = stored.item;
    answer.base = orNull(stored.baseJson);
    answer.client = orNull(stored.clientJson);
    answer.server = orNull(stored.serverJson);
    answer.resolved = orNull(stored.resolvedJson);
    answer.editedAt = stored.editedAt;
    const auto entity = schema.entityIndex(stored.item.entity);
    if (entity && stored.current) {
        answer.current = wholeRowJson(schema.entities[*entity], stored.current->record);
        answer.currentStamp = stored.current->record.lastModifiedAt;
    }
    answer.overrideValues = orNull(stored.overrideValuesJson);
    if (stored.decision) {
        answer.overrideNote = stored.decision->note;
        answer.overrideBy = stored.decision->by;
        answer.overrideAt = stored.decision->at;
    }
    return answer;
}

} // namespace tidemark::backend
