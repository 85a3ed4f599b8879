// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "app/tidemarkctl/RowInput.h"
#include "protocol/RowCodec.h"

namespace tidemark::ctl {

namespace {

void printId(const Context &context, const std::string &id)
{
    if (!context.json()) {
        printLine(id);
        return;
    }
    std::string line;
    JsonWriter(line).beginObject().field("id", id).endObject();
    printLine(line);
}

void printRow(const EntitySchema &entity, const merge::LocalRow &row)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject().field("id", row.record.id);
    writeColumns(json, entity, row.record, ColumnSet::firstOf(entity.columns.size()).without(row.damaged));
    json.field("created_at", row.record.createdAt)
        .field("last_modified_at", row.record.lastModifiedAt)
        .field("_status", statusName(row.record.status))
        .field("_changed", columnNames(entity, row.changedColumns()))
        .field("encrypted", row.encrypted);
    if (!row.damaged.empty())
        json.field("_tampered", columnNames(entity, row.damaged));
    json.endObject();
    printLine(line);
}

Error damage(std::size_t rows)
{
    return Error{"tampered", ErrorCategory::Local,
                 std::to_string(rows) + (rows == 1 ? " row has" : " rows have")
                     + " values that were changed outside of Tidemark; they are left out here and not sent, and "
                       "sync --full fetches the server's"};
}

/// What only the replica can refuse, before anything is written.
Result<void> checkWritable(Replica &replica, std::size_t entity, const InputRow &row)
{
    if (row.record.id.empty())
        return {};
    TRY(const auto known, replica.find(entity, row.record.id));
    if (known && known->record.status == Status::Deleted) {
        return Error{"record_deleted", ErrorCategory::Input,
                     row.origin + ": " + row.record.id + " is deleted; the command restore brings it back"};
    }
    return {};
}

Result<void> changeStatus(Context &context, Result<void> (Replica::*change)(std::size_t, const std::string &))
{
    TRY(const std::size_t entity, context.entity());
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    CHECK((replica->*change)(entity, context.argument(1)));
    printId(context, context.argument(1));
    return {};
}

} // namespace

Result<void> put(Context &context)
{
    TRY(const std::size_t entity, context.entity());
    const std::vector<std::string> &arguments = context.options().arguments;
    const std::string file = context.options().get("file");
    if (arguments.size() < 2 && file.empty())
        return usage("put needs rows, as JSON or with --file");
    TRY(const auto rows,
        readInputRows(context.schema().entities[entity], {arguments.begin() + 1, arguments.end()}, file));
    TRY(Replica *const replica, context.openReplica(Context::Missing::Make));
    for (const InputRow &row : rows)
        CHECK(checkWritable(*replica, entity, row));
    std::vector<Record> records;
    records.reserve(rows.size());
    for (const InputRow &row : rows)
        records.push_back(row.record);
    TRY(const auto ids, replica->put(entity, std::move(records)));
    for (const std::string &id : ids)
        printId(context, id);
    return {};
}

Result<void> get(Context &context)
{
    TRY(const std::size_t entity, context.entity());
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    TRY(const auto row, replica->find(entity, context.argument(1)));
    if (!row) {
        return Error{"unknown_record", ErrorCategory::Input,
                     context.schema().entities[entity].name + " has no row " + context.argument(1)};
    }
    printRow(context.schema().entities[entity], *row);
    return {};
}

Result<void> list(Context &context)
{
    constexpr std::size_t kPage = 1000;
    TRY(const std::size_t entity, context.entity());
    TRY(const std::int64_t limit, context.options().number("limit", 1));
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    ListQuery query;
    query.changedOnly = context.options().has("changed");
    query.withDeleted = context.options().has("deleted");
    std::size_t damaged = 0;
    for (auto left = static_cast<std::size_t>(limit); left > 0;) {
        query.limit = std::min(left, kPage);
        TRY(const auto rows, replica->list(entity, query));
        for (const merge::LocalRow &row : rows) {
            printRow(context.schema().entities[entity], row);
            damaged += row.damaged.empty() ? 0 : 1;
        }
        if (rows.size() < query.limit)
            break;
        left -= rows.size();
        query.offset += rows.size();
    }
    if (damaged > 0)
        return damage(damaged);
    return {};
}

Result<void> remove(Context &context)
{
    return changeStatus(context, &Replica::remove);
}

Result<void> restore(Context &context)
{
    return changeStatus(context, &Replica::restore);
}

} // namespace tidemark::ctl
