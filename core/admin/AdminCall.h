// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "protocol/Http.h"
#include "protocol/Json.h"
#include "transport/Transport.h"

#include <QCoroTask>

#include <simdjson.h>

#include <string>
#include <string_view>

namespace tidemark {

/// One call of the admin API, from a request to what its answer says.

/// A path under the admin API with query parameters; those without a value are left out.
class AdminTarget {
public:
    explicit AdminTarget(std::string_view path) : m_text("/api/admin/sync/" + std::string(path)) {}

    AdminTarget &add(std::string_view name, std::string_view value);
    AdminTarget &add(std::string_view name, std::int64_t value);
    std::string text() const { return m_text; }

private:
    std::string m_text;
    bool m_first = true;
};

Request adminGet(const AdminTarget &target);
/// A POST of JSON.
Request adminPost(const AdminTarget &target, std::string body);
/// Why values are looked at. Headers carry no line breaks, so these become spaces.
void setReason(Request &request, std::string reason);

/// The body of a 2xx, with one more try after a refused token.
QCoro::Task<Result<std::string>> bodyOf(Transport *transport, Request request);

template <typename T>
Result<T> readBody(const Result<std::string> &body, Result<T> (*read)(const simdjson::dom::element &))
{
    if (!body)
        return body.error();
    JsonDocument document;
    const auto json = document.parse(*body);
    if (!json)
        return Error{"bad_answer", ErrorCategory::Server, json.error().detail};
    return read(*json);
}

template <typename T, Result<T> (*readItem)(const simdjson::dom::element &)>
Result<Page<T>> readPage(const simdjson::dom::element &json)
{
    simdjson::dom::array items;
    if (json["items"].get_array().get(items) != simdjson::SUCCESS)
        return Error{"bad_answer", ErrorCategory::Server, "a list without items"};
    Page<T> page;
    for (const simdjson::dom::element item : items) {
        TRY(T value, readItem(item));
        page.items.push_back(std::move(value));
    }
    std::string_view cursor;
    if (json["next_cursor"].get_string().get(cursor) == simdjson::SUCCESS)
        page.nextCursor = cursor;
    return page;
}

} // namespace tidemark
