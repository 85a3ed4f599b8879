// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tidemark::bench {

/// One measured figure beside its bar.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double bar = 0;       ///< 0: none, for orientation only
    bool atLeast = false; ///< the bar is the least there should be, else the most

    bool isMet() const { return bar == 0 || (atLeast ? value >= bar : value <= bar); }
};

/// A table for people, and one line of JSON for scripts, with the machine. When TIDEMARK_BENCH_HISTORY names a file
/// the line is appended to it.
/// @return the program's exit code: 1 when a bar is missed
int report(const std::string &title, const std::vector<Figure> &figures);

} // namespace tidemark::bench
