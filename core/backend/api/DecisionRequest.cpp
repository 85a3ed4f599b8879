// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/DecisionRequest.h"

#include "backend/api/Parameters.h"

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxNote = 2000;

} // namespace

Attempt<std::string> readNote(const simdjson::dom::element &root, bool needed)
{
    std::string_view note;
    simdjson::dom::element value;
    const bool given = root["note"].get(value) == simdjson::SUCCESS && !value.is_null();
    if (given && value.get_string().get(note) != simdjson::SUCCESS)
        return refuseInput("bad_request", "/note", "note must be text");
    if (note.size() > kMaxNote || !isCleanText(note))
        return refuseInput("bad_request", "/note", "note must be text of at most 2,000 bytes");
    if (needed && note.find_first_not_of(" \t\n") == std::string_view::npos)
        return refuseInput("note_missing", "/note", "note must say why");
    return std::string(note);
}

Attempt<DecisionRequest> readDecisionRequest(JsonDocument &document, std::string_view body, DecisionKind kind)
{
    DecisionRequest request;
    TRY(const simdjson::dom::element root, document.parse(body));
    if (!root.is_object())
        return refuseInput("bad_request", {}, "the body must be an object");
    TRY(request.note, readNote(root, kind == DecisionKind::Override));
    if (kind == DecisionKind::Review)
        return request;
    if (root["expected_last_modified_at"].get_int64().get(request.expectedStamp) != simdjson::SUCCESS
        || request.expectedStamp <= 0)
        return refuseInput("bad_request", "/expected_last_modified_at",
                           "expected_last_modified_at must be the record's stamp");
    if (kind == DecisionKind::Override && root["values"].get(request.values) != simdjson::SUCCESS)
        return refuseInput("bad_request", "/values", "values must be an object of columns");
    return request;
}

} // namespace tidemark::backend
