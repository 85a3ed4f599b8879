// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Json.h"

#include <algorithm>
#include <vector>

namespace tidemark {

namespace {

using simdjson::dom::element;

Error malformed(std::string detail)
{
    return Error{"malformed_json", ErrorCategory::Input, std::move(detail)};
}

/// The code unit of a \uXXXX escape that starts at `at`, or -1.
int escapedUnit(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

bool isHigh(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool isLow(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Positions of \uXXXX escapes that are half a surrogate pair.
std::vector<std::size_t> loneSurrogates(std::string_view text)
{
    std::vector<std::size_t> found;
    for (auto at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
        const int unit = escapedUnit(text, at);
        if (isHigh(unit) && isLow(escapedUnit(text, at + 6))) {
            at += 12;
        } else if (isHigh(unit) || isLow(unit)) {
            found.push_back(at);
            at += 6;
        } else {
            at += 2;
        }
        if (at >= text.size())
            break;
    }
    return found;
}

bool hasDuplicateKey(const element &value)
{
    if (value.is_array()) {
        const simdjson::dom::array items = value.get_array().value_unsafe();
        return std::any_of(items.begin(), items.end(), [](const element &item) { return hasDuplicateKey(item); });
    }
    if (!value.is_object())
        return false;
    std::vector<std::string_view> keys;
    const simdjson::dom::object object = value.get_object().value_unsafe();
    for (const auto field : object) {
        if (hasDuplicateKey(field.value))
            return true;
        keys.push_back(field.key);
    }
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

} // namespace

Result<element> JsonDocument::parse(std::string_view text)
{
    const auto lone = loneSurrogates(text);
    if (!lone.empty()) {
        m_patched = text;
        for (const std::size_t at : lone)
            m_patched.replace(at, 6, "\\u0000");
        text = m_patched;
    }
    if (m_parser.capacity() < text.size() || m_parser.max_depth() != kMaxDepth) {
        if (const auto error = m_parser.allocate(std::max<std::size_t>(text.size(), 4096), kMaxDepth))
            return malformed(simdjson::error_message(error));
    }
    element root;
    if (const auto error = m_parser.parse(text.data(), text.size()).get(root)) {
        if (error == simdjson::DEPTH_ERROR)
            return Error{"too_deep", ErrorCategory::Input, "more than 16 levels"};
        return malformed(simdjson::error_message(error));
    }
    if (hasDuplicateKey(root))
        return Error{"duplicate_key", ErrorCategory::Input, "an object names a key twice"};
    return root;
}

std::string_view firstBytes(std::string_view text, std::size_t most)
{
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    while (most < text.size() && most > 0 && continues(text[most]))
        --most;
    return text.substr(0, most);
}

} // namespace tidemark
