// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AnswerReader.h"

namespace tidemark {

AnswerReader &AnswerReader::text(const char *key, std::string &into)
{
    std::string_view value;
    if (m_json[key].get_string().get(value) == simdjson::SUCCESS)
        into = value;
    return *this;
}

AnswerReader &AnswerReader::number(const char *key, std::int64_t &into)
{
    std::int64_t value = 0;
    if (m_json[key].get_int64().get(value) == simdjson::SUCCESS)
        into = value;
    return *this;
}

AnswerReader &AnswerReader::number(const char *key, std::optional<std::int64_t> &into)
{
    std::int64_t value = 0;
    if (m_json[key].get_int64().get(value) == simdjson::SUCCESS)
        into = value;
    return *this;
}

AnswerReader &AnswerReader::real(const char *key, double &into)
{
    double value = 0;
    if (m_json[key].get_double().get(value) == simdjson::SUCCESS)
        into = value;
    return *this;
}

AnswerReader &AnswerReader::boolean(const char *key, bool &into)
{
    bool value = false;
    if (m_json[key].get_bool().get(value) == simdjson::SUCCESS)
        into = value;
    return *this;
}

AnswerReader &AnswerReader::texts(const char *key, std::vector<std::string> &into)
{
    forEachItem(m_json, key, [&](const simdjson::dom::element &item) {
        std::string_view value;
        if (item.get_string().get(value) == simdjson::SUCCESS)
            into.emplace_back(value);
    });
    return *this;
}

AnswerReader &AnswerReader::raw(const char *key, std::string &into)
{
    simdjson::dom::element value;
    if (m_json[key].get(value) == simdjson::SUCCESS)
        into = simdjson::minify(value);
    return *this;
}

Result<void> checkObject(const simdjson::dom::element &json)
{
    if (!json.is_object())
        return Error{"bad_answer", ErrorCategory::Server, "expected an object"};
    return {};
}

} // namespace tidemark
