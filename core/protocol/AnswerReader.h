// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

/// Reads the fields of an answer that are there; what is missing, or of another type, keeps its default, so that a
/// server may be older or newer than its client. The element outlives the reader.
class AnswerReader {
public:
    explicit AnswerReader(const simdjson::dom::element &json) : m_json(json) {}

    AnswerReader &text(const char *key, std::string &into);
    AnswerReader &number(const char *key, std::int64_t &into);
    AnswerReader &number(const char *key, std::optional<std::int64_t> &into);
    AnswerReader &real(const char *key, double &into);
    AnswerReader &boolean(const char *key, bool &into);
    AnswerReader &texts(const char *key, std::vector<std::string> &into);
    /// The value as compact JSON.
    AnswerReader &raw(const char *key, std::string &into);

private:
    const simdjson::dom::element &m_json;
};

/// Calls `visit(element)` for the items of an array; a field that is none has no items.
template <typename Visit> void forEachItem(const simdjson::dom::element &json, const char *key, Visit visit)
{
    simdjson::dom::array array;
    if (json[key].get_array().get(array) != simdjson::SUCCESS)
        return;
    for (const simdjson::dom::element item : array)
        visit(item);
}

/// Category Server, "bad_answer", unless it is an object.
Result<void> checkObject(const simdjson::dom::element &json);

} // namespace tidemark
