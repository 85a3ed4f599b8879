// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/SyncResult.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::ctl {

/// The exit code of a sync's result: 0, or 10 to 15.
int exitCode(SyncResult result);
/// The same for an error: 2 for what the caller gave, else by category.
int exitCode(const Error &error);

/// Writes the text and a newline to standard output.
void printLine(std::string_view text);

/// Says on standard error what went wrong.
/// @return the error's exit code
int complain(const Error &error);
/// A remark on standard error.
void remark(std::string_view text);

/// Lines of cells in columns as wide as their widest cell, for people. Numbers are set to the right.
class Table {
public:
    void row(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }
    void print() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// "2026-01-13 09:30:00 UTC", or "never" for 0.
std::string timeText(std::int64_t ms);
/// "12.3 ms", "4.56 s".
std::string durationText(double ms);

} // namespace tidemark::ctl
