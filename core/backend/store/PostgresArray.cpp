// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresArray.h"

#include <bit>

namespace tidemark::backend {

namespace {

/// Big endian, as all numbers on the wire of PostgreSQL.
template <typename Unsigned> void append(std::string &out, Unsigned number)
{
    for (unsigned shift = 8 * sizeof number; shift > 0; shift -= 8)
        out += static_cast<char>((number >> (shift - 8)) & 0xFFU);
}

} // namespace

PostgresArray::PostgresArray(Type type, std::size_t count) : m_type(type)
{
    m_bytes.reserve(20 + count * 12);
    append(m_bytes, std::uint32_t{count == 0 ? 0U : 1U}); // dimensions
    append(m_bytes, std::uint32_t{1});                    // may hold nulls
    append(m_bytes, static_cast<std::uint32_t>(type));
    if (count == 0)
        return;
    append(m_bytes, static_cast<std::uint32_t>(count));
    append(m_bytes, std::uint32_t{1}); // the first index
}

void PostgresArray::add(std::string_view text)
{
    append(m_bytes, static_cast<std::uint32_t>(text.size()));
    m_bytes += text;
}

void PostgresArray::add(std::int64_t number)
{
    append(m_bytes, std::uint32_t{sizeof number});
    append(m_bytes, static_cast<std::uint64_t>(number));
}

void PostgresArray::add(double number)
{
    append(m_bytes, std::uint32_t{sizeof number});
    append(m_bytes, std::bit_cast<std::uint64_t>(number));
}

void PostgresArray::addNull()
{
    append(m_bytes, ~std::uint32_t{0});
}

void PostgresArray::addValue(const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        add(std::string_view(*text));
    else if (const auto *number = std::get_if<std::int64_t>(&value))
        m_type == Type::Double ? add(static_cast<double>(*number)) : add(*number);
    else if (const auto *real = std::get_if<double>(&value))
        add(*real);
    else
        addNull();
}

} // namespace tidemark::backend
