// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "protocol/PushCodec.h"
#include "sync/SyncCycle.h"

namespace tidemark::ctl {

namespace {

/// Everything `status` tells, read once.
struct State {
    ReplicaMeta meta;
    std::vector<EntityMeta> entities;
    std::vector<RejectedRecord> rejected;
    Replica::RetryState retry;
    KeyState key;
    std::string keyTrouble; ///< why sealed values cannot be opened; empty when they can, or none is
    std::vector<DamagedRow> damaged;
    bool frozen = false; ///< a push was sent and its answer never came
    std::int64_t pending = 0;
};

/// What the replica does between syncs, and why.
struct Verdict {
    const char *state; ///< idle, waiting (a retry is due), stuck (a person must act)
    std::string reason;
};

Result<State> readState(Replica &replica)
{
    State state;
    TRY(state.meta, replica.meta());
    TRY(state.entities, replica.entityMeta());
    TRY(state.rejected, replica.rejected());
    TRY(state.retry, replica.retryState());
    TRY(state.key, replica.keyState());
    if (auto damaged = replica.damaged())
        state.damaged = std::move(damaged).value();
    else if (damaged.error().code.starts_with("key_"))
        state.keyTrouble = damaged.error().code + ": " + damaged.error().detail;
    else
        return damaged.error();
    const auto frozen = replica.frozen();
    state.frozen = !frozen || frozen->has_value(); // one that cannot be opened is one
    for (const EntityMeta &entity : state.entities)
        state.pending += entity.pending;
    return state;
}

std::string counted(std::int64_t count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

Verdict verdictOn(const State &state)
{
    const std::string status = state.entities.empty() ? "" : state.entities[0].lastStatus;
    const std::string error = state.entities.empty() ? "" : state.entities[0].lastError;
    const SyncResult result = status.empty() ? SyncResult::Success : syncResultFromName(status);
    if (state.retry.notBefore > 0)
        return {"waiting", status + (error.empty() ? "" : " (" + error + ")") + ", will be tried again"};
    if (result != SyncResult::Success && result != SyncResult::Conflict && result != SyncResult::Cancelled)
        return {"stuck", status + (error.empty() ? "" : " (" + error + ")")};
    if (!state.keyTrouble.empty())
        return {"stuck", state.keyTrouble};
    if (!state.damaged.empty()) {
        return {"stuck",
                counted(static_cast<std::int64_t>(state.damaged.size()), "row has values", "rows have values")
                    + " that were changed outside of Tidemark; sync --full fetches the server's"};
    }
    if (!state.rejected.empty()) {
        return {"stuck",
                counted(static_cast<std::int64_t>(state.rejected.size()), "record", "records")
                    + " refused by the server, set aside until edited"};
    }
    if (state.pending > 0)
        return {"idle", counted(state.pending, "record waits", "records wait") + " for the next sync"};
    return {"idle", status.empty() ? "never synced, nothing to send" : "nothing to send"};
}

void writeEntity(JsonWriter &json, const EntityMeta &entity)
{
    json.beginObject()
        .field("entity", entity.entity)
        .field("last_pulled_at", entity.lastPulledAt)
        .field("last_pushed_at", entity.lastPushedAt)
        .field("last_sync_status", entity.lastStatus)
        .field("last_sync_error", entity.lastError)
        .field("rows", entity.rows)
        .field("pending", entity.pending)
        .field("rejected", entity.rejected)
        .endObject();
}

std::string stateJson(const State &state)
{
    const Verdict verdict = verdictOn(state);
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .field("state", verdict.state)
        .field("reason", verdict.reason)
        .field("pending", state.pending)
        .field("rejected", static_cast<std::int64_t>(state.rejected.size()))
        .field("batch_under_way", state.frozen)
        .field("key_source", state.key.source)
        .field("key_trouble", state.keyTrouble)
        .field("key_rotating", state.key.rotating)
        .field("failures", state.retry.attempt)
        .key("next_retry_at");
    if (state.retry.notBefore > 0)
        json.integer(state.retry.notBefore);
    else
        json.null();
    json.field("cursor", state.meta.cursor)
        .field("user_id", state.meta.userId)
        .field("server_id", state.meta.serverId)
        .field("epoch", state.meta.epoch)
        .field("device_id", state.meta.deviceId)
        .field("device_name", state.meta.deviceName)
        .key("entities")
        .beginArray();
    for (const EntityMeta &entity : state.entities)
        writeEntity(json, entity);
    json.endArray().key("rejections").beginArray();
    for (const RejectedRecord &record : state.rejected) {
        json.beginObject()
            .field("entity", record.entity)
            .field("record_id", record.recordId)
            .field("code", record.code)
            .field("message", record.message)
            .field("at", record.at)
            .endObject();
    }
    json.endArray().key("tampered").beginArray();
    for (const DamagedRow &row : state.damaged) {
        json.beginObject()
            .field("entity", row.entity)
            .field("record_id", row.recordId)
            .field("columns", row.columns)
            .endObject();
    }
    json.endArray().endObject();
    return text;
}

void printState(const State &state)
{
    const Verdict verdict = verdictOn(state);
    Table head;
    head.row({"state", std::string(verdict.state) + ": " + verdict.reason});
    if (state.retry.notBefore > 0)
        head.row({"next try", timeText(state.retry.notBefore)});
    if (state.frozen)
        head.row({"push", "sent, its answer has not come yet"});
    if (!state.key.source.empty()) {
        head.row({"key",
                  state.key.source + (state.key.rotating ? ", being replaced: key rotate goes on" : "")
                      + (state.keyTrouble.empty() ? "" : " (" + state.keyTrouble + ")")});
    }
    head.row({"device", state.meta.deviceName + " (" + state.meta.deviceId + ")"});
    head.row({"user", state.meta.userId.empty() ? "none until the first sync" : state.meta.userId});
    head.row({"server", state.meta.serverId.empty() ? "none until the first sync" : state.meta.serverId});
    head.print();
    printLine("");
    Table table;
    table.row({"entity", "rows", "pending", "refused", "pulled up to", "pushed", "last result"});
    for (const EntityMeta &entity : state.entities) {
        table.row({entity.entity, std::to_string(entity.rows), std::to_string(entity.pending),
                   std::to_string(entity.rejected), timeText(entity.lastPulledAt), timeText(entity.lastPushedAt),
                   entity.lastStatus + (entity.lastError.empty() ? "" : " (" + entity.lastError + ")")});
    }
    table.print();
    for (const DamagedRow &row : state.damaged)
        printLine("tampered: " + row.entity + " " + row.recordId + ": " + row.columns);
    for (const RejectedRecord &record : state.rejected)
        printLine("refused: " + record.entity + " " + record.recordId + ": " + record.code + ": " + record.message);
}

} // namespace

Result<void> status(Context &context)
{
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    TRY(const State state, readState(*replica));
    if (context.json())
        printLine(stateJson(state));
    else
        printState(state);
    return {};
}

Result<void> outbox(Context &context)
{
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    TRY(const auto frozen, replica->frozen());
    if (frozen) {
        printLine(frozen->body);
        return {};
    }
    const CycleOptions cycle; // what a sync would take
    TRY(const ReplicaMeta meta, replica->meta());
    TRY(OutboxBatch batch, replica->outbox({}, cycle.batchSize, cycle.batchBytes));
    PushRequest request;
    request.lastPulledAt = meta.cursor;
    request.epoch = meta.epoch;
    request.rows = std::move(batch.rows);
    printLine(writePushRequest(context.schema(), request));
    if (batch.count == 0)
        remark("nothing waits to be sent");
    return {};
}

} // namespace tidemark::ctl
