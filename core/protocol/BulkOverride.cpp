// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/BulkOverride.h"

#include "protocol/AnswerReader.h"

#include <array>

namespace tidemark {

namespace {

using simdjson::dom::element;

constexpr std::array<std::string_view, 3> kSides{"base", "client", "server"};
constexpr std::array<std::string_view, 5> kOutcomes{"overridden", "moved", "unchanged", "unknown", "failed"};

template <typename Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<std::string_view, N> &names, std::string_view name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

std::string_view conflictSideName(ConflictSide side)
{
    return kSides[static_cast<std::size_t>(side)];
}

std::optional<ConflictSide> conflictSideFromName(std::string_view name)
{
    return fromName<ConflictSide>(kSides, name);
}

std::string_view bulkOutcomeName(BulkOutcome outcome)
{
    return kOutcomes[static_cast<std::size_t>(outcome)];
}

void writeSelection(JsonWriter &json, const std::vector<SelectedConflict> &selection)
{
    json.beginArray();
    for (const SelectedConflict &item : selection)
        json.beginObject().field("id", item.id).field("expected_last_modified_at", item.expectedStamp).endObject();
    json.endArray();
}

void writeBulkPreview(JsonWriter &json, const BulkPreview &preview)
{
    json.beginObject().field("count", preview.count).key("sample").beginArray();
    for (const ConflictItem &item : preview.sample)
        writeConflictItem(json, item);
    json.endArray().key("selection");
    writeSelection(json, preview.selection);
    json.field("unchanged", preview.unchanged)
        .field("superseded", preview.superseded)
        .field("impossible", preview.impossible)
        .key("next_cursor");
    if (preview.nextCursor.empty())
        json.null();
    else
        json.string(preview.nextCursor);
    json.endObject();
}

void writeBulkReport(JsonWriter &json, const BulkReport &report)
{
    json.beginObject().field("run_id", report.runId).key("results").beginArray();
    for (const BulkResult &result : report.results) {
        json.beginObject().field("id", result.id).field("outcome", bulkOutcomeName(result.outcome));
        json.field("stamp", result.stamp).field("code", result.code).endObject();
    }
    json.endArray().endObject();
}

Result<BulkPreview> readBulkPreview(const element &json)
{
    CHECK(checkObject(json));
    BulkPreview preview;
    AnswerReader(json)
        .number("count", preview.count)
        .number("unchanged", preview.unchanged)
        .number("superseded", preview.superseded)
        .number("impossible", preview.impossible)
        .text("next_cursor", preview.nextCursor);
    forEachItem(json, "sample", [&](const element &item) {
        if (auto conflict = readConflictItem(item))
            preview.sample.push_back(std::move(*conflict));
    });
    forEachItem(json, "selection", [&](const element &item) {
        SelectedConflict selected;
        AnswerReader(item).text("id", selected.id).number("expected_last_modified_at", selected.expectedStamp);
        preview.selection.push_back(std::move(selected));
    });
    return preview;
}

Result<BulkReport> readBulkReport(const element &json)
{
    CHECK(checkObject(json));
    BulkReport report;
    AnswerReader(json).text("run_id", report.runId);
    forEachItem(json, "results", [&](const element &item) {
        BulkResult result;
        std::string outcome;
        AnswerReader(item)
            .text("id", result.id)
            .text("outcome", outcome)
            .number("stamp", result.stamp)
            .text("code", result.code);
        result.outcome = fromName<BulkOutcome>(kOutcomes, outcome).value_or(BulkOutcome::Failed);
        report.results.push_back(std::move(result));
    });
    return report;
}

} // namespace tidemark
