// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/Filter.h"

#include <charconv>
#include <iterator>

namespace tidemark::backend {

void Filter::addAll(const std::string &condition, std::vector<Value> values)
{
    add(condition.c_str());
    std::move(values.begin(), values.end(), std::back_inserter(m_values));
}

Result<void> Filter::addCursor(const char *condition, const std::string &cursor)
{
    if (cursor.empty())
        return {};
    std::int64_t time = 0;
    const char *end = cursor.data() + cursor.size();
    const auto [place, error] = std::from_chars(cursor.data(), end, time);
    if (error != std::errc() || place == end || *place != '_')
        return Error{"bad_cursor", ErrorCategory::Input, "not a cursor of this list"};
    add(condition, time, std::string(place + 1, end));
    return {};
}

void Filter::bindTo(Statement &statement) const
{
    int index = 0;
    for (const Value &value : m_values)
        statement.put(++index, value);
}

void Filter::bindPage(Statement &statement, std::size_t limit) const
{
    bindTo(statement);
    statement.put(static_cast<int>(m_values.size()) + 1,
                  static_cast<std::int64_t>(std::max<std::size_t>(limit, 1) + 1));
}

std::string cursorAfter(std::int64_t time, const std::string &id)
{
    return std::to_string(time) + '_' + id;
}

std::string containsPattern(const std::string &part)
{
    std::string pattern = "%";
    for (const char c : part) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return pattern + '%';
}

} // namespace tidemark::backend
