// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"
#include "backend/store/Database.h"

#include <algorithm>
#include <string>
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

/// The cursor that names the place after a row.
std::string cursorAfter(std::int64_t time, const std::string &id);

/// Reads at most `limit` rows (at least one) of a statement that gives one more, and says where the next page begins.
/// @param read   makes an item of the statement's current row
/// @param place  the cursor that names the place after an item
template <typename T, typename Read, typename Place>
Result<Page<T>> readPage(Statement &statement, std::size_t limit, Read read, Place place)
{
    Page<T> page;
    for (;;) {
        TRY(const bool more, statement.step());
        if (!more)
            return page;
        if (page.items.size() >= std::max<std::size_t>(limit, 1)) {
            page.nextCursor = place(page.items.back());
            return page;
        }
        page.items.push_back(read(statement));
    }
}

/// The pattern of lower(…) LIKE … ESCAPE '\' for texts that contain the part. Letters of ASCII match in either case,
/// as lower() of columns compared byte by byte has it: lower() of a parameter would follow the database's language.
std::string containsPattern(const std::string &part);

} // namespace tidemark::backend
