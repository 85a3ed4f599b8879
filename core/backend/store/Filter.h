// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/Database.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::backend {

/// The conditions of a list and the values they bind, in order. SQL text never holds a value.
class Filter {
public:
    /// @param condition  with a `?` for every value
    template <typename... Values> void add(const char *condition, Values... values)
    {
        m_sql += m_sql.empty() ? " WHERE " : " AND ";
        m_sql += condition;
        (m_values.push_back(Value(std::move(values))), ...);
    }
    /// The same with as many values as were found to be needed.
    void addAll(const std::string &condition, std::vector<Value> values);
    void addText(const char *condition, const std::string &value)
    {
        if (!value.empty())
            add(condition, value);
    }
    /// Rows after the place a cursor names, in the order (time, id) descending. Errors: Input "bad_cursor".
    Result<void> addCursor(const char *condition, const std::string &cursor);

    const std::string &sql() const { return m_sql; }
    /// Binds the values from the first parameter on.
    void bindTo(Statement &statement) const;
    /// The same, and then the LIMIT of a statement that readPage() reads with this limit.
    void bindPage(Statement &statement, std::size_t limit) const;

private:
    std::string m_sql;
    std::vector<Value> m_values;
};

/// What the values of a page come to, when rows may be large: it ends with the row that reaches it.
constexpr std::size_t kPageBytes = 4 * 1024 * 1024;

/// The cursor that names the place after a row.
std::string cursorAfter(std::int64_t time, const std::string &id);

/// Reads at most `limit` rows (at least one) of a statement that gives one more, and says where the next page begins.
/// @param read   makes an item of the statement's current row
/// @param place  the cursor that names the place after an item
/// @param bytes  if rows may be large: what `read` has read so far; the page ends early when it reaches kPageBytes
template <typename T, typename Read, typename Place> Result<Page<T>>
readPage(Statement &statement, std::size_t limit, Read read, Place place, const std::size_t *bytes = nullptr)
{
    Page<T> page;
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return page;
        const bool isFull = bytes && !page.items.empty() && *bytes >= kPageBytes;
        if (isFull || page.items.size() >= std::max<std::size_t>(limit, 1)) {
            page.nextCursor = place(page.items.back());
            return page;
        }
        page.items.push_back(read(statement));
    }
}

/// Reads a page of rows that may be large in parts of `rowsAtOnce`, so that no statement gives too much.
/// @param filter  with `limit` and `cursor`
/// @param bytes   what `read` has read so far
/// @param read    a page for such a filter, by readPage()
template <typename T, typename Asked, typename Read>
Result<Page<T>> readInParts(Asked filter, std::size_t rowsAtOnce, const std::size_t &bytes, Read read)
{
    const std::size_t limit = std::max<std::size_t>(filter.limit, 1);
    Page<T> page;
    do {
        filter.limit = std::min(limit - page.items.size(), rowsAtOnce);
        TRY(Page<T> part, read(filter));
        std::move(part.items.begin(), part.items.end(), std::back_inserter(page.items));
        page.nextCursor = std::move(part.nextCursor);
        filter.cursor = page.nextCursor;
    } while (!page.nextCursor.empty() && page.items.size() < limit && bytes < kPageBytes);
    return page;
}

/// The pattern of lower(…) LIKE … ESCAPE '\' for texts that contain the part. Letters of ASCII match in either case,
/// as lower() of columns compared byte by byte has it: lower() of a parameter would follow the database's language.
std::string containsPattern(const std::string &part);

} // namespace tidemark::backend
