// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/PrometheusText.h"

#include <charconv>

namespace tidemark {

namespace {

void appendEscaped(std::string &out, std::string_view text)
{
    for (const char c : text) {
        if (c == '\\' || c == '"')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
}

} // namespace

void PrometheusText::family(std::string_view name, std::string_view type, std::string_view help)
{
    m_text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
    m_text.append(name).append(" ").append(type).append("\n");
}

void PrometheusText::sample(std::string_view name, std::initializer_list<Label> labels, double value)
{
    m_text += name;
    char separator = '{';
    for (const auto &[label, text] : labels) {
        m_text += separator;
        m_text.append(label).append("=\"");
        appendEscaped(m_text, text);
        m_text += '"';
        separator = ',';
    }
    if (labels.size() > 0)
        m_text += '}';
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_text.append(" ").append(digits.data(), end).append("\n");
}

void PrometheusText::single(std::string_view name, std::string_view type, std::string_view help, double value)
{
    family(name, type, help);
    sample(name, {}, value);
}

void DurationHistogram::add(std::int64_t us)
{
    std::size_t bucket = 0;
    while (bucket < kBounds.size() && us > kBounds[bucket].first)
        ++bucket;
    ++m_counts[bucket];
    m_sumUs += us;
}

void DurationHistogram::write(PrometheusText &out, const std::string &family, PrometheusText::Label label) const
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        count += m_counts[i];
        const std::string_view bound = i < kBounds.size() ? kBounds[i].second : "+Inf";
        out.sample(family + "_bucket", {label, {"le", bound}}, static_cast<double>(count));
    }
    out.sample(family + "_sum", {label}, static_cast<double>(m_sumUs) / 1e6);
    out.sample(family + "_count", {label}, static_cast<double>(count));
}

} // namespace tidemark
