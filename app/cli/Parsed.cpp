// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Parse.h"

#include <charconv>
#include <cmath>

namespace tidemark::cli {

namespace {

Error invalid(std::string_view option, const std::string &value, const std::string &wanted)
{
    const std::string given = value.empty() ? "nothing" : "\"" + value + "\"";
    return {"invalid_value", ErrorCategory::Input,
            "--" + std::string(option) + " wants " + wanted + ", not " + given};
}

/// Reads all of `text`, or nothing.
template <typename T> std::optional<T> read(std::string_view text)
{
    T value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> millisecondsIn(std::string_view unit)
{
    static const std::map<std::string_view, std::int64_t> units = {
        {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    const auto found = units.find(unit);
    return found == units.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::string Parsed::get(std::string_view option) const
{
    const std::vector<std::string> values = getAll(option);
    return values.empty() ? std::string() : values.back();
}

std::vector<std::string> Parsed::getAll(std::string_view option) const
{
    if (const auto given = m_given.find(option); given != m_given.end())
        return given->second;
    const auto fallback = m_defaults.find(option);
    return fallback == m_defaults.end() ? std::vector<std::string>() : fallback->second;
}

Result<std::int64_t> Parsed::number(std::string_view option, std::int64_t least) const
{
    const std::string text = get(option);
    const auto value = read<std::int64_t>(text);
    if (!value)
        return invalid(option, text, "a whole number");
    if (*value < least)
        return invalid(option, text, "a number from " + std::to_string(least) + " on");
    return *value;
}

Result<double> Parsed::decimal(std::string_view option) const
{
    const std::string text = get(option);
    const auto value = read<double>(text);
    if (!value || !std::isfinite(*value))
        return invalid(option, text, "a number");
    return *value;
}

Result<std::chrono::milliseconds> Parsed::duration(std::string_view option) const
{
    constexpr double longest = 100.0 * 365 * 86'400'000;
    const std::string text = get(option);
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto amount = read<double>(std::string_view(text).substr(0, end));
    const auto unit = millisecondsIn(std::string_view(text).substr(end));
    if (!amount || !unit || *amount * static_cast<double>(*unit) > longest)
        return invalid(option, text, "a time such as 500ms, 20s, 5m, 8h or 7d");
    return std::chrono::milliseconds(std::llround(*amount * static_cast<double>(*unit)));
}

void Parsed::give(const std::string &option, std::vector<std::string> values)
{
    m_given.insert_or_assign(option, std::move(values));
}

void Parsed::withdraw(std::string_view option)
{
    if (const auto given = m_given.find(option); given != m_given.end())
        m_given.erase(given);
}

void Parsed::setDefault(const std::string &option, std::string value)
{
    m_defaults.insert_or_assign(option, std::vector<std::string>{std::move(value)});
}

} // namespace tidemark::cli
