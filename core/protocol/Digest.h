// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/JsonWriter.h"
#include "protocol/Record.h"

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Proof that two sides hold the same rows, and a way to the rows that differ. Both sides compute it with these
/// functions; docs/protocol.md fixes every byte of it. BLAKE2b is RFC 7693, with 32 bytes of output and no key.

using RowHash = std::array<std::uint8_t, 32>;

/// Of a row's id and its columns that are not null, in schema order.
RowHash hashRow(const EntitySchema &entity, const Record &record);
/// Of an id alone, as 64 hexadecimal digits: what prefixes are prefixes of. Rows spread evenly over them.
std::string hashId(std::string_view id);

/// A sum of hashes as 256-bit numbers, the first byte the least, modulo 2^256: it does not depend on the order.
class HashSum {
public:
    void add(const RowHash &hash);
    /// The bytes in order, as 64 hexadecimal digits. For one hash this is the hash.
    std::string hex() const;

private:
    std::array<std::uint64_t, 4> m_words{}; ///< the least first
};

/// The rows whose id's hash begins with `prefix`.
struct DigestGroup {
    std::string prefix;
    std::int64_t count = 0;
    std::string sum; ///< as HashSum::hex()

    bool operator==(const DigestGroup &) const = default;
};

struct DigestRow {
    std::string id;
    std::string hash;

    bool operator==(const DigestRow &) const = default;
};

/// GET /api/sync/digest.
struct Digest {
    std::string entity;
    DigestGroup all;                 ///< what was asked for
    std::vector<DigestGroup> groups; ///< one for each two more digits that have rows, in order
    std::vector<DigestRow> rows;     ///< by id, when there are no more than kMostDigestRows
    std::int64_t timestamp = 0;      ///< the clock of the snapshot; the sides compare at the same cursor
    std::string serverId;
    std::string epoch;
};

inline constexpr std::size_t kMostDigestRows = 256;
/// The digits of a hash, less the two that groups add.
inline constexpr std::size_t kMostDigestPrefix = 62;

/// Up to kMostDigestPrefix lowercase hexadecimal digits.
bool isDigestPrefix(std::string_view prefix);

/// Takes rows one by one, in any order and with memory that does not grow.
class DigestBuilder {
public:
    /// @param entity  outlives the builder
    DigestBuilder(const EntitySchema &entity, std::string prefix);

    /// A deleted row, or one outside of the prefix, is passed over.
    void add(const Record &record);
    /// Once. Timestamp, server and epoch are left to the caller.
    Digest finish();

private:
    struct Group {
        std::int64_t count = 0;
        HashSum sum;
    };

    const EntitySchema &m_entity;
    std::string m_prefix;
    Group m_all;
    std::array<Group, 256> m_groups;
    std::vector<DigestRow> m_rows;
};

void writeDigest(JsonWriter &json, const Digest &digest);
/// Errors: category Server, "bad_answer".
Result<Digest> readDigest(const simdjson::dom::element &json);

} // namespace tidemark
