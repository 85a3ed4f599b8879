// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Percentiles of any number of durations in little memory, within 2 % of the exact ones. Counts per logarithmic
/// bucket: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
/// Relative-Error Guarantees", PVLDB 12(12), 2019. Sketches of parts merge into the sketch of the whole, exactly.
class LatencySketch {
public:
    /// Milliseconds. Below a microsecond counts as one, beyond a day as a day; not a number is ignored.
    void add(double ms, std::uint64_t times = 1);
    void merge(const LatencySketch &other);

    std::uint64_t count() const { return m_count; }
    /// Exact, up to rounding; 0 when empty.
    double mean() const;
    /// Exact; 0 when empty.
    double min() const { return m_min; }
    double max() const { return m_max; }
    /// @param q  in [0, 1]: 0.95 is the time that 95 % of all stay within. 0 when empty.
    double quantile(double q) const;

    /// A few hundred bytes, the same on every machine.
    std::string serialise() const;
    /// Errors: Local "bad_sketch".
    static Result<LatencySketch> parse(std::string_view bytes);

    bool operator==(const LatencySketch &) const = default;

private:
    void grow(int bucket);

    int m_first = 0; ///< the bucket of m_counts[0]
    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    double m_sum = 0;
    double m_min = 0;
    double m_max = 0;
};

} // namespace tidemark
