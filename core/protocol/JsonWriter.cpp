// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/JsonWriter.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace tidemark {

namespace {

bool isEscaped(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == '"' || byte == '\\';
}

/// Whether any of eight bytes is to be escaped. Subtracting 1 (or 0x20) from every byte borrows into the top bit of
/// those that are less and have none themselves; whatever a borrow does to the next byte, there was one to find.
bool holdsEscaped(const char *bytes)
{
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t tops = each * 0x80;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const std::uint64_t quotes = word ^ (each * '"');
    const std::uint64_t slashes = word ^ (each * '\\');
    const std::uint64_t found =
        ((quotes - each) & ~quotes) | ((slashes - each) & ~slashes) | ((word - each * 0x20) & ~word);
    return (found & tops) != 0;
}

/// Where the next byte to be escaped is, or the end.
std::size_t findEscaped(std::string_view text, std::size_t from)
{
    while (text.size() - from >= sizeof(std::uint64_t) && !holdsEscaped(text.data() + from))
        from += sizeof(std::uint64_t);
    while (from < text.size() && !isEscaped(text[from]))
        ++from;
    return from;
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    std::size_t run = 0;
    for (std::size_t i = findEscaped(text, 0); i < text.size(); i = findEscaped(text, run)) {
        const auto byte = static_cast<unsigned char>(text[i]);
        out.append(text, run, i - run);
        run = i + 1;
        switch (byte) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    out.append(text, run, text.size() - run);
    out += '"';
}

void JsonWriter::separate()
{
    if (!m_first)
        m_out += ',';
    m_first = false;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out += '}';
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out += ']';
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    separate();
    appendJsonString(m_out, name);
    m_out += ':';
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::string(std::string_view text)
{
    separate();
    appendJsonString(m_out, text);
    return *this;
}

JsonWriter &JsonWriter::integer(std::int64_t number)
{
    separate();
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    m_out.append(digits, end);
    return *this;
}

JsonWriter &JsonWriter::real(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    m_out.append(digits, end);
    // Without a point it would read as an integer, and one beyond 64 bits is refused by many parsers, ours too.
    if (end - digits > 18 && std::string_view(digits, end).find_first_of(".e") == std::string_view::npos)
        m_out += ".0";
    return *this;
}

JsonWriter &JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter &JsonWriter::null()
{
    return raw("null");
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    separate();
    m_out += json;
    return *this;
}

} // namespace tidemark
