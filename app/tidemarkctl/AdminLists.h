// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tidemarkctl/Context.h"
#include "app/tidemarkctl/Output.h"
#include "protocol/AdminMessages.h"

#include <QCoroTask>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace tidemark::ctl {

/// What the commands that print lists share.

inline constexpr std::size_t kMostPerPage = 1000;

/// Asks for a page: how many, from which cursor.
template <typename T> using Fetch = std::function<QCoro::Task<Result<Page<T>>>(int, std::string)>;

/// Pages until there are `limit` items or no more.
template <typename T> QCoro::Task<Result<std::vector<T>>> collect(Fetch<T> fetch, std::size_t limit)
{
    std::vector<T> all;
    std::string cursor;
    do {
        auto page = co_await fetch(static_cast<int>(std::min(limit - all.size(), kMostPerPage)), cursor);
        if (!page)
            co_return Result<std::vector<T>>(page.error());
        std::move(page->items.begin(), page->items.end(), std::back_inserter(all));
        cursor = page->nextCursor; // a filtered page may be empty, and not the last
    } while (!cursor.empty() && all.size() < limit);
    co_return Result<std::vector<T>>(std::move(all));
}

/// A JSON object a line, or a table.
template <typename T> void printItems(const Context &context, const std::vector<T> &items,
                                      std::string (*json)(const T &), void (*people)(const std::vector<T> &))
{
    if (!context.json()) {
        people(items);
        return;
    }
    for (const T &item : items)
        printLine(json(item));
}

/// Everything a list command does after it has a fetch: up to `--limit` items, printed.
/// @return the exit code
template <typename T> QCoro::Task<int> printList(const Context *context, Fetch<T> fetch,
                                                 std::string (*json)(const T &),
                                                 void (*people)(const std::vector<T> &))
{
    const auto limit = context->options().number("limit", 1);
    if (!limit)
        co_return complain(limit.error());
    const auto items = co_await collect<T>(std::move(fetch), static_cast<std::size_t>(*limit));
    if (!items)
        co_return complain(items.error());
    printItems(*context, *items, json, people);
    co_return 0;
}

} // namespace tidemark::ctl
