// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Parameters.h"

#include "base/Uuid.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace tidemark::backend {

Refusal badParameter(const std::string &name, const std::string &what)
{
    return refuseInput("bad_parameter", "/" + name, name + " " + what);
}

bool parseNumber(std::string_view text, std::int64_t &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !text.starts_with('-');
}

bool isCleanText(std::string_view text)
{
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
    });
    return !control && simdjson::validate_utf8(text.data(), text.size());
}

Attempt<std::int64_t> numberParameter(const Request &request, const char *name, NumberRange range,
                                      std::int64_t otherwise)
{
    const std::string text = request.query(name).value_or(std::string());
    if (text.empty())
        return otherwise;
    std::int64_t number = 0;
    if (!parseNumber(text, number) || number < range.least || number > range.most) {
        const std::string most = range.most == INT64_MAX ? std::string() : " to " + std::to_string(range.most);
        return badParameter(name, "must be a whole number from " + std::to_string(range.least) + most);
    }
    return number;
}

Attempt<std::string> textParameter(const Request &request, const char *name, std::size_t maxBytes)
{
    std::string text = request.query(name).value_or(std::string());
    if (text.size() > maxBytes || !isCleanText(text))
        return badParameter(name, "must be UTF-8 text of at most " + std::to_string(maxBytes) + " bytes");
    return text;
}

Attempt<std::string> uuidParameter(const Request &request, const char *name)
{
    std::string text = request.query(name).value_or(std::string());
    if (!text.empty() && !isUuid(text))
        return badParameter(name, "must be a lowercase UUID");
    return text;
}

Attempt<std::string> entityParameter(const Schema &schema, const Request &request)
{
    TRY(std::string name, textParameter(request, "entity", 64));
    if (!name.empty() && !schema.entityIndex(name))
        return badParameter("entity", "must be an entity of the schema");
    return name;
}

Response jsonResponse(std::string body)
{
    Response response;
    response.headers.set("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

} // namespace tidemark::backend
