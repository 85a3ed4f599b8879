// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"

#include <string>
#include <vector>

namespace tidemark {

/// Whose values a bulk override writes.
enum class ConflictSide : std::uint8_t { Base, Client, Server };

/// "base", "client", "server".
std::string_view conflictSideName(ConflictSide side);
std::optional<ConflictSide> conflictSideFromName(std::string_view name);

/// How many conflicts one selection may have.
inline constexpr std::size_t kMostSelected = 1000;

/// One conflict of a selection, with its record's stamp as it was when it was selected.
struct SelectedConflict {
    std::string id;
    std::int64_t expectedStamp = 0;

    bool operator==(const SelectedConflict &) const = default;
};

/// What a dry run of POST conflicts/bulk-override answers. No record values.
struct BulkPreview {
    std::int64_t count = 0;                  ///< conflicts that the filter finds, on all pages
    std::vector<ConflictItem> sample;        ///< the first few of the selection
    std::vector<SelectedConflict> selection; ///< those of this page that an override would change
    std::int64_t unchanged = 0;              ///< of this page: the record has that side's values already
    std::int64_t superseded = 0;             ///< a newer conflict of the same record speaks for it
    std::int64_t impossible = 0;             ///< that side is not known, or would delete or fill a deleted record
    std::string nextCursor;                  ///< empty on the last page
};

/// What became of one selected conflict.
enum class BulkOutcome : std::uint8_t {
    Overridden, ///< now, or by an earlier attempt of the same run
    Moved,      ///< the record is no longer as it was selected; nothing was written
    Unchanged,  ///< it has these values already; nothing was written
    Unknown,    ///< there is no such conflict
    Failed,     ///< `code` says why; the same run may be tried again
};

/// "overridden", "moved", "unchanged", "unknown", "failed".
std::string_view bulkOutcomeName(BulkOutcome outcome);

struct BulkResult {
    std::string id;
    BulkOutcome outcome = BulkOutcome::Failed;
    std::int64_t stamp = 0; ///< of the record after an override, else 0
    std::string code;       ///< of a failure
};

/// What an execution answers: one result for each selected conflict, in the order of the selection.
struct BulkReport {
    std::string runId;
    std::vector<BulkResult> results;
};

void writeBulkPreview(JsonWriter &json, const BulkPreview &preview);
void writeBulkReport(JsonWriter &json, const BulkReport &report);
/// As the `selection` member of an execution.
void writeSelection(JsonWriter &json, const std::vector<SelectedConflict> &selection);

/// Errors of the readers: category Server, "bad_answer".
Result<BulkPreview> readBulkPreview(const simdjson::dom::element &json);
Result<BulkReport> readBulkReport(const simdjson::dom::element &json);

} // namespace tidemark
