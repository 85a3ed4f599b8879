// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminClient.h"
#include "app/tidemarkctl/AdminOutput.h"
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "protocol/RowCodec.h"

namespace tidemark::ctl {

namespace {

using Assignment = std::pair<std::string, std::string>;

Result<std::vector<Assignment>> readAssignments(const cli::Parsed &options)
{
    std::vector<Assignment> assignments;
    for (const std::string &text : options.getAll("set")) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return usage("--set reads COLUMN=VALUE, not \"" + text + "\"");
        assignments.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    if (assignments.empty())
        return usage("--set COLUMN=VALUE says what to write");
    return assignments;
}

bool holdsText(const Column &column)
{
    return column.type == ColumnType::Text || column.type == ColumnType::Enum || column.type == ColumnType::Uuid;
}

/// JSON of the column's type, or plain text where the column takes text.
Result<std::string> columnJson(const Column &column, const std::string &text)
{
    auto value = parseValue(column, text);
    if (!value && holdsText(column)) {
        value = Value(text);
        CHECK(checkValue(column, *value));
    }
    if (!value)
        return value.error();
    std::string written;
    JsonWriter json(written);
    writeValue(json, column, *value);
    return written;
}

/// The values as the API takes them: column name and JSON.
Result<std::vector<Assignment>> checkedValues(const Schema &schema, const std::string &entityName,
                                              std::vector<Assignment> assignments)
{
    const auto index = schema.entityIndex(entityName);
    if (!index)
        return Error{"bad_answer", ErrorCategory::Server, "a conflict of an unknown entity, " + entityName};
    const EntitySchema &entity = schema.entities[*index];
    for (auto &[name, value] : assignments) {
        const auto column = columnByName(entity, name);
        if (!column)
            return Error{"unknown_column", ErrorCategory::Input, entity.name + " has no column \"" + name + "\""};
        if (*column != kStatusColumn) {
            TRY(value, columnJson(entity.columns[*column], value));
        } else if (value == "active" || value == "\"active\"") {
            value = "\"active\"";
        } else {
            return Error{"invalid_value", ErrorCategory::Input, "_status can only be set to active"};
        }
    }
    return assignments;
}

std::string reasonOf(const Context &context, const char *fallback)
{
    return context.options().has("reason") ? context.options().get("reason") : fallback;
}

int show(const Context &context, const Result<ConflictDetail> &detail)
{
    if (!detail)
        return complain(detail.error());
    if (context.json())
        printLine(detailJson(*detail));
    else
        printDetail(*detail);
    return 0;
}

} // namespace

QCoro::Task<int> adminOverride(Context *context)
{
    const auto assignments = readAssignments(context->options());
    if (!assignments)
        co_return complain(assignments.error());
    if (context->options().get("note").empty())
        co_return complain(usage("--note TEXT says why"));
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    // The guard is what has just been read: whoever writes in between wins, and this override is refused.
    const std::string reason = reasonOf(*context, "override by tidemarkctl");
    const auto seen = co_await client->conflict(context->argument(0), reason);
    if (!seen)
        co_return complain(seen.error());
    const auto values = checkedValues(context->schema(), seen->item.entity, *assignments);
    if (!values)
        co_return complain(values.error());
    const std::string note = context->options().get("note");
    const auto done =
        co_await client->overrideConflict(context->argument(0), *values, note, reason, seen->currentStamp);
    co_return show(*context, done);
}

QCoro::Task<int> adminRevert(Context *context)
{
    auto client = context->console();
    if (!client)
        co_return complain(client.error());
    const std::string reason = reasonOf(*context, "revert by tidemarkctl");
    const auto seen = co_await client->conflict(context->argument(0), reason);
    if (!seen)
        co_return complain(seen.error());
    const std::string note = context->options().get("note");
    const auto done = co_await client->revertConflict(context->argument(0), note, reason, seen->currentStamp);
    co_return show(*context, done);
}

} // namespace tidemark::ctl
