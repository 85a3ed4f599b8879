// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tidemark {

/// Writes figures as Prometheus reads them (text exposition format 0.0.4). All samples of a family follow its head.
class PrometheusText {
public:
    using Label = std::pair<std::string_view, std::string_view>;

    /// @param type  counter, gauge or histogram
    void family(std::string_view name, std::string_view type, std::string_view help);
    /// Values of labels may be any UTF-8 text.
    void sample(std::string_view name, std::initializer_list<Label> labels, double value);
    /// A family of one sample without labels.
    void single(std::string_view name, std::string_view type, std::string_view help, double value);

    const std::string &text() const { return m_text; }

private:
    std::string m_text;
};

/// How many durations were how long, in buckets from 1 ms to 10 s. For one thread at a time.
class DurationHistogram {
public:
    void add(std::int64_t us);
    /// The samples of one histogram; the family is the caller's.
    void write(PrometheusText &out, const std::string &family, PrometheusText::Label label) const;

private:
    static constexpr std::array<std::pair<std::int64_t, std::string_view>, 13> kBounds{{{1'000, "0.001"},
                                                                                        {2'500, "0.0025"},
                                                                                        {5'000, "0.005"},
                                                                                        {10'000, "0.01"},
                                                                                        {25'000, "0.025"},
                                                                                        {50'000, "0.05"},
                                                                                        {100'000, "0.1"},
                                                                                        {250'000, "0.25"},
                                                                                        {500'000, "0.5"},
                                                                                        {1'000'000, "1"},
                                                                                        {2'500'000, "2.5"},
                                                                                        {5'000'000, "5"},
                                                                                        {10'000'000, "10"}}};
    std::array<std::uint64_t, kBounds.size() + 1> m_counts = {};
    std::int64_t m_sumUs = 0;
};

} // namespace tidemark
