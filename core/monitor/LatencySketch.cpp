// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/LatencySketch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace tidemark {

namespace {

constexpr double kAccuracy = 0.02;
constexpr double kGamma = (1 + kAccuracy) / (1 - kAccuracy);
constexpr double kLeastMs = 0.001;
constexpr double kMostMs = 24.0 * 3600 * 1000;
constexpr char kFormat = 1;

int bucketOf(double ms)
{
    static const double logGamma = std::log(kGamma);
    return static_cast<int>(std::ceil(std::log(std::clamp(ms, kLeastMs, kMostMs)) / logGamma));
}

/// The value no further than the accuracy from every value of the bucket.
double valueOf(int bucket)
{
    return 2 * std::pow(kGamma, bucket) / (kGamma + 1);
}

void appendNumber(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7U)
        out += static_cast<char>((number & 0x7FU) | 0x80U);
    out += static_cast<char>(number);
}

void appendDouble(std::string &out, double number)
{
    const auto bits = std::bit_cast<std::uint64_t>(number);
    for (unsigned shift = 0; shift < 64; shift += 8)
        out += static_cast<char>((bits >> shift) & 0xFFU);
}

/// Takes numbers from the front of bytes; false once they do not suffice.
struct Reader {
    std::string_view bytes;

    bool number(std::uint64_t &value)
    {
        if (!bytes.empty() && static_cast<unsigned char>(bytes.front()) < 0x80) { // as nearly all are
            value = static_cast<unsigned char>(bytes.front());
            bytes.remove_prefix(1);
            return true;
        }
        value = 0;
        for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes.front());
            bytes.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80)
                return true;
        }
        return false;
    }

    bool real(double &value)
    {
        if (bytes.size() < 8)
            return false;
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 8; ++i)
            bits |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
        bytes.remove_prefix(8);
        value = std::bit_cast<double>(bits);
        return std::isfinite(value) && value >= 0;
    }
};

} // namespace

void LatencySketch::grow(int bucket)
{
    if (m_counts.empty())
        m_first = bucket;
    if (bucket < m_first) {
        m_counts.insert(m_counts.begin(), static_cast<std::size_t>(m_first - bucket), 0);
        m_first = bucket;
    }
    const auto size = static_cast<std::size_t>(bucket - m_first) + 1;
    if (size > m_counts.size())
        m_counts.resize(size);
}

void LatencySketch::add(double ms, std::uint64_t times)
{
    if (std::isnan(ms) || times == 0)
        return;
    const double value = std::clamp(ms, 0.0, kMostMs);
    const int bucket = bucketOf(value);
    grow(bucket);
    m_counts[static_cast<std::size_t>(bucket - m_first)] += times;
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = std::max(m_max, value);
    m_sum += value * static_cast<double>(times);
    m_count += times;
}

void LatencySketch::merge(const LatencySketch &other)
{
    if (other.m_count == 0)
        return;
    grow(other.m_first);
    grow(other.m_first + static_cast<int>(other.m_counts.size()) - 1);
    const auto offset = static_cast<std::size_t>(other.m_first - m_first);
    for (std::size_t i = 0; i < other.m_counts.size(); ++i)
        m_counts[offset + i] += other.m_counts[i];
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

double LatencySketch::mean() const
{
    return m_count == 0 ? 0 : m_sum / static_cast<double>(m_count);
}

double LatencySketch::quantile(double q) const
{
    if (m_count == 0)
        return 0;
    const double rank = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count - 1);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (static_cast<double>(seen) > rank)
            return std::clamp(valueOf(m_first + static_cast<int>(i)), m_min, m_max);
    }
    return m_max;
}

std::string LatencySketch::serialise() const
{
    std::string out(1, kFormat);
    appendDouble(out, m_sum);
    appendDouble(out, m_min);
    appendDouble(out, m_max);
    // Pairs of (buckets skipped, count), from the lowest bucket there can be.
    int next = bucketOf(kLeastMs);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0)
            continue;
        const int bucket = m_first + static_cast<int>(i);
        appendNumber(out, static_cast<std::uint64_t>(bucket - next));
        appendNumber(out, m_counts[i]);
        next = bucket + 1;
    }
    return out;
}

Result<LatencySketch> LatencySketch::parse(std::string_view bytes)
{
    const auto bad = [] { return Error{"bad_sketch", ErrorCategory::Local, "not a latency sketch"}; };
    static const int least = bucketOf(kLeastMs);
    static const int most = bucketOf(kMostMs);
    if (bytes.empty() || bytes.front() != kFormat)
        return bad();
    Reader reader{bytes.substr(1)};
    LatencySketch sketch;
    if (!reader.real(sketch.m_sum) || !reader.real(sketch.m_min) || !reader.real(sketch.m_max))
        return bad();
    // On the stack first: how many there are is known at the end, no more than 630, and a dashboard reads thousands.
    std::array<std::uint64_t, 1024> counts;
    std::size_t size = 0;
    for (int next = least; !reader.bytes.empty(); ++next) {
        std::uint64_t skipped = 0;
        std::uint64_t count = 0;
        if (!reader.number(skipped) || !reader.number(count) || count == 0 || next > most
            || skipped > static_cast<std::uint64_t>(most - next))
            return bad();
        next += static_cast<int>(skipped);
        if (size == 0)
            sketch.m_first = next;
        else
            std::fill_n(counts.begin() + static_cast<std::ptrdiff_t>(size), skipped, 0);
        size = static_cast<std::size_t>(next - sketch.m_first);
        counts.at(size++) = count;
        sketch.m_count += count;
    }
    sketch.m_counts.assign(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(size));
    return sketch;
}

} // namespace tidemark
