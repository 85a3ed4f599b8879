// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Digest.h"

#include "protocol/AnswerReader.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace tidemark {

namespace {

/// Numbers little-endian, texts with their length in front, so that no two rows are the same bytes.
void appendNumber(std::string &bytes, std::uint64_t number, int size)
{
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>((number >> (8 * i)) & 0xFF);
}

void appendText(std::string &bytes, std::string_view text)
{
    appendNumber(bytes, text.size(), 4);
    bytes += text;
}

void appendValue(std::string &bytes, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        bytes += 't';
        appendText(bytes, *text);
    } else if (const auto *number = std::get_if<std::int64_t>(&value)) {
        bytes += 'i';
        appendNumber(bytes, static_cast<std::uint64_t>(*number), 8);
    } else if (const auto *real = std::get_if<double>(&value)) {
        bytes += 'r';
        appendNumber(bytes, std::bit_cast<std::uint64_t>(*real == 0.0 ? 0.0 : *real), 8); // there is one zero
    }
}

RowHash hashOf(std::string_view bytes)
{
    RowHash hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(),
                       nullptr, 0);
    return hash;
}

std::string hexOf(const RowHash &hash)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const std::uint8_t byte : hash) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0xFU];
    }
    return hex;
}

int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

void writeGroup(JsonWriter &json, const DigestGroup &group)
{
    json.field("prefix", group.prefix).field("count", group.count).field("sum", group.sum);
}

DigestGroup readGroup(const simdjson::dom::element &json)
{
    DigestGroup group;
    AnswerReader(json).text("prefix", group.prefix).number("count", group.count).text("sum", group.sum);
    return group;
}

} // namespace

RowHash hashRow(const EntitySchema &entity, const Record &record)
{
    std::string bytes;
    appendText(bytes, record.id);
    for (std::size_t column = 0; column < entity.columns.size(); ++column) {
        if (isNull(record.values[column]))
            continue;
        appendText(bytes, entity.columns[column].name);
        appendValue(bytes, record.values[column]);
    }
    return hashOf(bytes);
}

std::string hashId(std::string_view id)
{
    return hexOf(hashOf(id));
}

void HashSum::add(const RowHash &hash)
{
    std::uint64_t carry = 0;
    for (std::size_t word = 0; word < m_words.size(); ++word) {
        std::uint64_t addend = 0;
        for (std::size_t i = 0; i < 8; ++i)
            addend |= std::uint64_t{hash[word * 8 + i]} << (8 * i);
        const std::uint64_t sum = m_words[word] + addend;
        const std::uint64_t whole = sum + carry;
        carry = (sum < addend ? 1U : 0U) + (whole < sum ? 1U : 0U);
        m_words[word] = whole;
    }
}

std::string HashSum::hex() const
{
    RowHash bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(m_words[i / 8] >> (8 * (i % 8)));
    return hexOf(bytes);
}

bool isDigestPrefix(std::string_view prefix)
{
    return prefix.size() <= kMostDigestPrefix && std::all_of(prefix.begin(), prefix.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

DigestBuilder::DigestBuilder(const EntitySchema &entity, std::string prefix)
    : m_entity(entity),
      m_prefix(std::move(prefix))
{
}

void DigestBuilder::add(const Record &record)
{
    if (record.status == Status::Deleted)
        return;
    const std::string place = hashId(record.id);
    if (!place.starts_with(m_prefix))
        return;
    const RowHash hash = hashRow(m_entity, record);
    Group &group =
        m_groups[static_cast<std::size_t>(digit(place[m_prefix.size()]) * 16 + digit(place[m_prefix.size() + 1]))];
    for (Group *each : {&group, &m_all}) {
        ++each->count;
        each->sum.add(hash);
    }
    if (m_rows.size() <= kMostDigestRows) // one more tells that there are too many
        m_rows.push_back({record.id, hexOf(hash)});
}

Digest DigestBuilder::finish()
{
    constexpr std::string_view digits = "0123456789abcdef";
    Digest digest;
    digest.entity = m_entity.name;
    digest.all = {m_prefix, m_all.count, m_all.sum.hex()};
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        if (m_groups[i].count > 0)
            digest.groups.push_back(
                {m_prefix + digits[i / 16] + digits[i % 16], m_groups[i].count, m_groups[i].sum.hex()});
    }
    if (m_rows.size() <= kMostDigestRows) {
        digest.rows = std::move(m_rows);
        std::sort(digest.rows.begin(), digest.rows.end(),
                  [](const DigestRow &a, const DigestRow &b) { return a.id < b.id; });
    }
    return digest;
}

void writeDigest(JsonWriter &json, const Digest &digest)
{
    json.beginObject().field("entity", digest.entity);
    writeGroup(json, digest.all);
    json.key("groups").beginArray();
    for (const DigestGroup &group : digest.groups) {
        json.beginObject();
        writeGroup(json, group);
        json.endObject();
    }
    json.endArray().key("rows").beginArray();
    for (const DigestRow &row : digest.rows)
        json.beginObject().field("id", row.id).field("hash", row.hash).endObject();
    json.endArray()
        .field("timestamp", digest.timestamp)
        .field("server_id", digest.serverId)
        .field("epoch", digest.epoch)
        .endObject();
}

Result<Digest> readDigest(const simdjson::dom::element &json)
{
    CHECK(checkObject(json));
    Digest digest;
    digest.all = readGroup(json);
    AnswerReader(json)
        .text("entity", digest.entity)
        .number("timestamp", digest.timestamp)
        .text("server_id", digest.serverId)
        .text("epoch", digest.epoch);
    forEachItem(json, "groups",
                [&](const simdjson::dom::element &group) { digest.groups.push_back(readGroup(group)); });
    forEachItem(json, "rows", [&](const simdjson::dom::element &item) {
        DigestRow row;
        AnswerReader(item).text("id", row.id).text("hash", row.hash);
        digest.rows.push_back(std::move(row));
    });
    return digest;
}

} // namespace tidemark
