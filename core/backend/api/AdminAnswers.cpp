// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/AdminAnswers.h"

#include "backend/api/ColumnValues.h"

namespace tidemark::backend {

namespace {

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

tidemark::LatencyFigures figuresOf(const RequestFigures &figures)
{
    const LatencyFigures &latency = figures.latency;
    return {figures.count, figures.success, latency.avg, latency.p50, latency.p95, latency.p99};
}

Counts countsOf(const std::map<std::string, std::int64_t> &counts)
{
    return {counts.begin(), counts.end()};
}

std::string orNull(const std::string &json)
{
    return json.empty() ? "null" : json;
}

} // namespace

tidemark::ConflictItem answerOf(const ConflictItem &item)
{
    return {item.id,
            item.userId,
            item.email,
            item.deviceId,
            item.deviceName,
            item.entity,
            item.recordId,
            item.type,
            item.policy,
            item.columns,
            std::string(conflictStateName(item.state)),
            item.stamp,
            item.createdAt};
}

tidemark::ConflictDetail answerOf(const Schema &schema, const ConflictDetail &detail)
{
    tidemark::ConflictDetail answer;
    answer.item = answerOf(detail.item);
    answer.base = orNull(detail.baseJson);
    answer.client = orNull(detail.clientJson);
    answer.server = orNull(detail.serverJson);
    answer.resolved = orNull(detail.resolvedJson);
    answer.editedAt = detail.item.editedAt;
    const auto entity = schema.entityIndex(detail.item.entity);
    if (entity && detail.current) {
        answer.current = wholeRowJson(schema.entities[*entity], detail.current->record);
        answer.currentStamp = detail.current->record.lastModifiedAt;
    }
    answer.overrideValues = orNull(detail.overrideValuesJson);
    if (detail.decision) {
        answer.overrideNote = detail.decision->note;
        answer.overrideBy = detail.decision->by;
        answer.overrideAt = detail.decision->at;
    }
    return answer;
}

tidemark::SyncStats answerOf(const Stats &stats)
{
    tidemark::SyncStats answer;
    answer.from = stats.since;
    answer.until = stats.until;
    answer.bucketMs = stats.bucketMs;
    answer.total = figuresOf(stats.requests);
    answer.results = countsOf(stats.requests.results);
    for (const auto &[type, figures] : stats.byType)
        answer.types.emplace_back(type, figuresOf(figures));
    answer.pulled = stats.pulled;
    answer.pushed = stats.pushed;
    answer.conflicts = stats.conflicts;
    std::map<std::string, std::int64_t> entities;
    std::map<std::string, std::int64_t> policies;
    for (const ConflictCount &count : stats.conflictsBy) {
        entities[count.entity] += count.count;
        policies[count.policy] += count.count;
    }
    answer.conflictsByEntity = countsOf(entities);
    answer.conflictsByPolicy = countsOf(policies);
    for (const FailingUser &user : stats.failingUsers)
        answer.failingUsers.push_back({user.userId, user.email, user.failures, user.lastAt, user.lastResult});
    for (const StatsBucket &bucket : stats.series) {
        answer.series.push_back(
            {bucket.startMs, figuresOf(bucket.requests), countsOf(bucket.requests.results), 0, 0});
    }
    return answer;
}

} // namespace tidemark::backend
