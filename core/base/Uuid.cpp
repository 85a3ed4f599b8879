// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Uuid.h"

namespace tidemark {

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return true;
}

std::string UuidSource::next()
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    {
        const std::lock_guard lock(m_mutex);
        const auto ms = static_cast<std::uint64_t>(m_clock.nowMs());
        high = m_random.next();
        low = m_random.next();
        high = (ms << 16U) | 0x7000U | (high & 0x0FFFU);
        low = (low & 0x3FFFFFFFFFFFFFFFU) | 0x8000000000000000U;
    }
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (unsigned i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            text += '-';
        const std::uint64_t half = i < 16 ? high : low;
        text += digits[(half >> ((15U - i % 16U) * 4U)) & 0xFU];
    }
    return text;
}

} // namespace tidemark
