// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "protocol/AdminMessages.h"
#include "schema/Schema.h"

namespace tidemark::backend {

/// What the store knows about a conflict, in the shape of the admin API.
ConflictDetail answerOf(const Schema &schema, const StoredConflict &stored);

/// The `{"items":[…],"next_cursor":…}` of a list. `write(json, item)` writes one item.
template <typename Item, typename Write> std::string listJson(const Page<Item> &page, Write write)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject().key("items").beginArray();
    for (const Item &item : page.items)
        write(json, item);
    json.endArray().key("next_cursor");
    if (page.nextCursor.empty())
        json.null();
    else
        json.string(page.nextCursor);
    json.endObject();
    return text;
}

} // namespace tidemark::backend
